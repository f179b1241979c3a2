# What only Slack asks for. A form is a window there. Its button forward has room for 24 characters.

# On that button, where the words of the action itself are too long.
slack-short = Go on
slack-short-send = Send
slack-short-send_unrouted = Lock it away
slack-short-page_child = Alert the team
slack-short-name_them = Take them off
# Above it then, at the end of the page. $short: what the button says. $whole: the action's own words.
slack-forward = “{ $short }” means: { $whole }.
# In the box of a sentence that is ticked.
slack-tick = Yes

# At the end of a window or a message that has no room for everything.
slack-more_view = The rest does not fit in this window. It is kept. Whoever looks after Hearken at your school can help you read it.
slack-more_message = The rest does not fit in a message. Type /hearken to see it in a window.

# At the top of a window with one part of what is too long for one, and its buttons. $part, $of: numbers.
slack-part = Part { $part } of { $of }. The buttons at the end lead to the others.
slack-part-next = Read the next part
slack-part-before = Go back to the part before

# In place of a form that was sent in and that there is nothing more to say of.
slack-closed =
    .heading = This form has closed
    .text = To go on, press the button in your messages again. Or type /hearken.

# In direct messages, where a form cannot open by itself. The button under it says what action-raise says.
slack-open =
    .heading = Press the button to open the form
    .text =
        Is a child in danger now? Phone for help first. The form can wait.

        Slack opens a form only when you press a button. What you wrote before is kept. If you were doing something else, press its button again.

# In direct messages, in place of something private that Slack did not open in time.
slack-read_again =
    .heading = Press the button again to read it
    .text = Slack did not open it in time. It is not shown here, because what stands in messages stays there.

# In a window, in place of something private once its time is over.
slack-expired =
    .heading = This has closed
    .text = Press the button again to read it.
