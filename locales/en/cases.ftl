cases-latest = Latest cases
cases-more = Show more ({ NUMBER($count) } in all)
cases-empty-title = No case yet
cases-empty = A first contact is enough: a first name and a station. The rest can wait.
search-label = Name, number, telephone, word…
search-empty-title = Nothing matches
search-empty = Try a single word, the beginning of a name or a number.
new-case-title = New contact
back-to-case = Back to the case
case-interviews = Interviews and acts
case-person = Person
case-file = Case file
case-safety = The person's safety
safe-rule-none = No contact rule noted. Ask how to reach the person safely.
safe-hours = Call only: { $hours }
safe-no-voicemail = never a voicemail
safe-no-sms = never a text message
safe-code-word = code word: { $word }
interviews-empty-title = No interview
interviews-empty = Note the first one now, even in a few words.
interview-title = Interview
interview-new-title = New interview
date-unknown = unknown date
note-placeholder = Add a note…
nothing-chosen = Not stated
answer-yes = Yes
answer-no = No
answer-unknown = Not stated
value-nothing = nothing
value-other = another value
conflict-mine = You wrote “{ $value }” { $when }.
conflict-other = { $by } wrote “{ $value }” { $when }.
conflict-somebody = Another device wrote “{ $value }” { $when }.
conflict-meanwhile = Meanwhile “{ $value }” holds. Nothing is lost.
conflict-keep = Keep “{ $value }”
conflict-take = Take “{ $value }”
edit-what = Change: { $what }
action-edit = Change
facts-nothing = Nothing noted yet.
safe-rule-note = Note how to reach her
no-case-title = Choose a case
no-case = It opens here, beside the list.
missing-title = There is no such page
missing-lead = This address leads nowhere
missing = The link is incomplete or comes from elsewhere. Your cases are safe.
case-danger = Danger
draft-found = What you had typed here has come back. It is not saved yet.
draft-forget = Erase
safe-never = never: { $channels }
action-undo = Undo
action-undone = It is as before
add-action = Add
part-referral = Referral
part-measure = Protection measure
part-call = Call
part-step = Step
part-procedure = Procedure
part-child = Child
part-task = Task or appointment
bin-title = Bin
bin-text = What lies here no longer shows in lists and no longer counts in figures. Nothing is erased.
bin-empty-title = The bin is empty
bin-empty = What you put here is found again and goes back with one touch.
bin-since = since { $day }
bin-action = Put in the bin
bin-restore = Restore
bin-restore-what = Restore: { $what }
bin-put = Put in the bin
bin-restored = Restored
task-done = Done
task-done-on = done { $day }
close-title = Close the case
close-text = The case can still be read and be opened again at any time.
close-action = Close the case
case-closed-on = Case closed { $day }.
reopen-title = Open the case again
reopen-action = Open again
case-children = Children
child-age = { $age ->
    [0] under one year
    [1] 1 year
   *[other] { $age } years
}
case-procedures = Procedures
procedure-hearing = hearing { $day }
procedure-since = since { $day }
call-action = Call
call-before = Before you call
call-show = I have read this, show the number
call-wrong-hour = It is { $now }: not a safe hour for this person.
call-anyway = Show it all the same
call-log = Note the call
safe-from-until = from { $from } to { $until }
safe-from = from { $from }
safe-until = until { $until }
due-title = Due soon
due-task = To do
due-appointment = Appointment
due-measure = Measure that ends
due-evaluation = Danger to evaluate again
due-referral = Partner to ask for news
due-hearing = Hearing
due-overdue = overdue, { $day }
due-done = Done
due-done-what = Done: { $what }
filters-title = Filters
filters-set = { $count ->
    [one] 1 filter
   *[other] { $count } filters
}
filters-clear = Show all
filter-all = All
filter-status = State
filter-open = Open
filter-closed = Closed
filter-station = Station
filter-worker = In charge
filter-period = Seen or opened
filter-days = { $days ->
    [7] in the last 7 days
    [31] in the last month
    [92] in the last 3 months
   *[other] in the last year
}
search-close = Close names
part-evaluation = Danger evaluation
answer-not-known = Does not know
answer-not-asked = Not asked
question-red = major
evaluation-counts = { $answered ->
    [one] 1 answer of { NUMBER($questions) }, { NUMBER($yes) } of them yes (major: { NUMBER($red) }). No threshold: you judge.
   *[other] { NUMBER($answered) } answers of { NUMBER($questions) }, { NUMBER($yes) } of them yes (major: { NUMBER($red) }). No threshold: you judge.
}
evaluation-sign = Sign
evaluation-sign-text = Once signed, the evaluation changes no more, and the level held becomes that of the case.
evaluation-signed = Evaluation signed { $day }. It changes no more.
evaluation-signed-short = signed
evaluation-open = to be signed
history-title = History
history-text = Who wrote what, and what stood there before. Nothing is erased: what was replaced can be put back.
history-empty-title = Nothing has changed yet
history-empty = Each save leaves its line here.
history-added = “{ $after }”
history-changed = “{ $before }” became “{ $after }”
history-cleared = “{ $before }” was cleared
history-cleared-nothing = cleared
history-mine = You, { $when }
history-by = { $by }, { $when }
history-somebody = Another device, { $when }
history-restore = Put back
history-restore-what = Put back “{ $before }”
history-restored = Put back as it was
partners-title = Partners
partner-new = New partner
partners-empty-title = No partner
partners-empty = Note here whom you refer to: the directory can be read without network.
partner-places = { $count ->
    [0] no free place
    [one] 1 free place
   *[other] { $count } free places
}
lookalikes-title = Known already, perhaps?
part-professional = Exchange with a professional
professional-logged = Exchange noted
referral-without-consent = Nothing is saved yet: a referral needs the person's consent, or the reason to do without it. Note one or the other under “Referral”.
case-trend = How the danger went
history-hidden = changed
due-passed = passed, { $day }
safe-never-on = never on { $days }
number-by-its-end = a number ending in …{ $end }
day-on = on { $day }
part-attachment = Attachment
case-attachments = Attachments
attachment-lead = A photo, a PDF document or a recording, { $most } at the most. It is encrypted on this device before anything is sent.
attachment-choose = Choose a file
attachment-camera = Take a photo
attachment-preparing = Preparing the file…
attachment-picture = The photo chosen
attachment-stripped = The photo is made smaller, and what is hidden in it (place, device, hour) is taken out.
attachment-not-stripped = What is hidden in this file (author, device, sometimes the place) cannot be taken out here. Check it before you save.
attachment-label-hint = Optional. To find it by.
attachment-other = This file is neither a photo, nor a PDF, nor a recording. Nothing was added. Choose another, or take a photo of it.
attachment-too-large = This file takes { $size }, and { $most } at the most are accepted. Nothing was added. Choose a smaller file, or cut it.
attachment-no-picture = This file does not open as a photo. Nothing was added. Take it again, or save it as JPEG.
attachment-empty = This file is empty. Nothing was added. Choose another.
attachment-unreadable = This file cannot be read any more: it was moved, changed or taken out. Nothing was added. Choose it again.
attachment-elsewhere = Not on this device yet
attachment-waiting = Waiting to be sent
attachment-sent = Sent
attachment-here = On this device
attachment-opening = Opening…
attachment-no-preview = This document cannot be read here without making a clear copy of it.
attachment-copy-lead = A copy saved outside of the application is no longer encrypted: delete it after use.
attachment-copy = Save a clear copy
attachment-file-picture = attachment.jpg
attachment-file-pdf = attachment.pdf
attachment-file-other = attachment
