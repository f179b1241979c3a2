# The demo workspace in a browser.

local-title = Hearken demo
local-banner = Demo workspace. Not for real concerns.
local-personas = People
local-you_are = You are { $name }, { $job }
local-channels = Channels
local-direct = Direct messages
local-thread = Thread
local-composer = Message
local-composer_hint = Type /concern to start
local-send = Send the message
local-move_time = Move time on
local-move_5 = Move on 5 minutes
local-move_15 = Move on 15 minutes
local-move_60 = Move on 1 hour
local-move_day = Move on 1 day
local-now = It is now { $time }
local-only_you = Only you can see this
local-step = Step { $step } of { $of }
local-close = Close
local-empty = Nothing here yet.
local-offline = The demo has stopped answering. Nothing more is sent until it is back. Start it again, then reload this page.
local-skip_to_main = Skip to the main part
local-pick_people = Pick people
local-required = Needed
local-optional = You can leave this empty
local-law = The law
local-completion_concern = Report a worry about a child, or about an adult here
local-completion_help = See what you can type here
local-error_summary = { $count ->
    [one] One answer needs another look
   *[other] { $count } answers need another look
}

local-persona-teacher = Teacher
local-persona-dsl = Designated Safeguarding Lead
local-persona-deputy = Deputy DSL
local-persona-head = Headteacher
local-persona-slt = Senior leader
local-persona-it_lead = IT lead
local-persona-colleague = Teaching assistant
local-persona-governor = Chair of governors
local-persona-on_call = On call after hours
