# How things are strung together, and how moments read.

# This language, named in itself: a button for those who would rather read it.
language-name = English

list-pair = { $left } and { $right }
list-more = { $left }, { $right }
ladder-more = { $left }, then { $right }

moment-today = { $time } today
moment-other = { $weekday } { $day } { $month }, { $time }

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
