# The demo workspace in a browser.

local-title = Hearken demo
# What a browser's tab is called. $what: a person's name, or what the page is.
local-title_of = { $what } · { local-title }
local-banner = Demo workspace. Not for real concerns.
local-personas = People
local-you_are = You are { $name }, { $job }
local-channels = Channels
local-direct = Direct messages
local-thread = Thread
local-composer = Message
local-composer_hint = Type /concern to start
local-send = Send
local-clock = Time in the demo
local-move_time = Move time on
local-move_5 = 5 min
local-move_15 = 15 min
local-move_60 = 1 hour
local-move_day = 1 day
local-now = Now { $time }
local-empty = Nothing here yet.
local-empty_direct = Nothing here yet. To report a worry, type /concern below.
local-offline = The demo has stopped answering. Nothing is sent until it is back. This page tries again by itself.
local-skip_to_main = Skip to the main part
local-nobody_found = Nobody by that name. Clear the box to see everyone.
# Beside your own name in a list of people.
local-you = you
local-rules = What to keep in mind
local-reasons = Show the reasons
local-reasons_hide = Hide the reasons
# Over what was opened to read, once something about it has changed.
local-stale = This has changed since you opened it.
local-read_again = Show it as it is now
local-optional = (optional)
local-completion_concern = Report a worry about a child, or about an adult here
local-completion_hearken = See your own reports, and start a new one
local-completion_help = See what you can type here

local-lang = en-GB
local-intro = See what a member of staff meets when they report a concern, and what the DSL gets. Everything stays on this computer.
local-bot = Hearken
local-home = Home
local-menu = Places and people
local-places = Places
# Two people on one page.
local-together = See two people side by side
local-together_title = Two people side by side
local-left = On the left
local-right = On the right
local-shown = Who you see
local-one = One person
local-be_one = Or be one person
local-start = Back to the start
local-private_space = Private
local-members = { $count ->
    [one] 1 person
   *[other] { $count } people
}
local-messages = { $count ->
    [one] 1 message
   *[other] { $count } messages
}
local-unread = New
local-completion = Commands
local-kept = Your form is still open.
local-resume = Go back to your form
# The browser fills in the numbers of these two.
local-count = { $count } of { $limit } characters
local-count_over = { $count } characters too many
local-failed = The demo did not answer. What you wrote is still here. Press again.
local-refused_elsewhere = The demo answers only to this computer's own browser.
local-refused_too_big = That is too long to send. Nothing was sent.
local-refused_not_understood = The demo could not read that. Nothing was sent. Reload the page.
local-refused_no_such_persona = Nobody by that name is in this demo.
local-refused_no_such_place = There is no such place here.

local-persona-teacher = Teacher
local-persona-dsl = Designated Safeguarding Lead
local-persona-deputy = Deputy DSL
local-persona-head = Headteacher
local-persona-slt = Senior leader
local-persona-it_lead = IT lead
local-persona-colleague = Teaching assistant
local-persona-governor = Chair of governors
local-persona-on_call = On call after hours
