# Guidance that nobody has held against its source for a year. $date: when that was done last, with the year.

review-day = { $day } { $month } { $year }

# $count: how many of the dos and don'ts are older than a year.
notice-guidance =
    .heading = The guidance shown here is due for a review.
    .text =
        Hearken shows staff dos and don'ts before they report. { $count ->
            [0] The guidance
            [one] One of them
           *[other] { $count } of them
        } was last checked against the source on { $date } or soon after. That is more than 12 months ago, so it may be out of date.

        Please compare it with the current editions, then ask whoever looks after Hearken to put in what has changed and today's date. Reports work as before.

        The DSL and the deputies all get this. It comes again in three months, and stops once it is reviewed.
    .push = The guidance in Hearken is due for a review.

# In the home of the safeguarding team.
review-home = The guidance shown to staff was last reviewed on { $date }, more than 12 months ago. Please check it against the current editions, and ask whoever looks after Hearken to update it.

# For `hearken check`. $rules: the oldest ones' ids. $count: how many there are.
check-guidance_fine = The guidance was reviewed within the last 12 months.
check-guidance_old = The guidance was last reviewed on { $date }, more than 12 months ago. Rules that are older: { $count }. The oldest: { $rules }
    .do = With the DSL, compare them with the current editions. Then put what has changed, and the day, into guidance.toml (reviewed_on, and the pack's date), or update Hearken.
