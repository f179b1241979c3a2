# Cómo se unen las cosas y cómo se leen los momentos.

# Este idioma, con su propio nombre: un botón para quien prefiera leerlo.
language-name = Español

list-pair = { $left } y { $right }
list-more = { $left }, { $right }
# Va siempre detrás de «a»: «avisamos a la dirección, luego a la persona de guardia».
ladder-more = { $left }, luego a { $right }

# Sin «el» ni «a las»: las frases ponen un momento detrás de dos puntos o entre paréntesis.
moment-today = hoy, { $time }
moment-other = { $weekday } { $day } de { $month }, { $time }

weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo

month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
