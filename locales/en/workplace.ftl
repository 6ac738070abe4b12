skip-to-content = Skip to the content
navigation-main = Main navigation
place-today = Today
place-cases = Cases
place-settings = Settings
action-lock = Lock
action-save = Save
action-saving = Saving…
action-new-contact = New contact
action-new-interview = New interview
saved-on-device = Saved on this device
hello = Hello { $name }
banner-demo = Demonstration: invented people, nothing leaves this device.
banner-read-only = These cases were written by a newer version. They can be read; reload the page to be able to write.
banner-clock = This device's clock is off by more than five minutes. Nothing is lost; set the time so that the dates shown are right.
banner-long-unsent = Work has been waiting to be sent for more than 24 hours. It is saved, encrypted, on this device only. Connect it so that the team has it too.
banner-update = A new version is ready. Save what you are writing: the page will load again. Nothing of what is saved changes.
banner-to-sync = See the synchronisation
banner-to-storage = See the storage
banner-demo-leave = Leave
title-of-place = { $place } – Permanence
incomplete-title = To complete
incomplete-text = What is missing for the year's figures and to reach the person safely. Nothing is compulsory.
incomplete-whose = Cases
incomplete-mine = Mine
incomplete-all = The whole team
incomplete-empty-title = Nothing to complete
incomplete-empty = The open cases say what matters. What is missing will come up here.
incomplete-count = { $count ->
    [one] 1 case to complete
   *[other] { NUMBER($count) } cases to complete
}
incomplete-choose-all = Choose all the cases shown
incomplete-choose = Choose: { $case }
incomplete-note-what = { $what }: note in { $case }
incomplete-fill-title = { $count ->
    [one] Complete 1 case
   *[other] Complete { NUMBER($count) } cases
}
incomplete-fill-text = What stays empty here changes nothing; what you fill in holds for all the cases chosen.
incomplete-fill = Complete
incomplete-filled = { $count ->
    [one] 1 case completed
   *[other] { NUMBER($count) } cases completed
}
missing-person = Person
missing-name = Name or pseudonym
missing-station = Station
missing-origin = Origin
missing-danger = Danger
missing-consent = Consent to be contacted
missing-sex = Sex
missing-age = Age
move-title = Take to another case
move-search = Find the right case
move-action = Take to another case
move-text = The interview goes into the case you choose. The case it comes from goes to the bin if it holds nothing else.
move-done = Interview taken over
hand-over-title = Hand the case over
hand-over-action = Hand over
hand-over-text = Your colleague takes charge of the case and finds it on the first screen, among what is to be done.
hand-over-nobody = Choose who takes the case over; nothing has changed yet.
hand-over-task = Take over the case handed to you
palette-title = Go to
palette-label = A place, a name, a number…
palette-help = ↑ ↓ to choose, Enter to open, Esc to close.
note-private-hint = Sealed for you, on your own devices. If you lose all of them, it is lost.
evaluation-beside = Somebody wrote in this evaluation as it was being signed. It is no part of what was signed; the history keeps it.
evaluation-beside-line = { $what }: written otherwise by { $by }, { $when }
action-close = Close
action-give-up = Cancel
