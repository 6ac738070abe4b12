intake-title = Intake on the tablet
intake-lead = The person answers herself, in her language. The tablet shows nothing else: your cases close, and only your passphrase opens them again. Her answers are sealed one by one.
intake-reviewed-only = Offer only languages whose texts have been read by a native speaker
intake-interpreter = Interpreter
intake-interpreter-hint = Never a child, nor somebody of the family: she could not speak freely.
intake-interpreter-none = Nobody
intake-interpreter-professional = Professional interpreter, present
intake-interpreter-telephone = Interpreter on the telephone
intake-interpreter-worker = A colleague
intake-interpreter-volunteer = A trained volunteer
intake-interpreter-name = Name of the interpreter, or number of the service
intake-lines = The team's own numbers, for the card
intake-lines-hint = One a line: “Desk: 03 00 00 00 00”. They stay on this device.
intake-begin = Hand over the tablet
intake-begins = The intake begins
intake-begins-in = { $seconds ->
    [one] The intake begins in { $seconds } second
   *[other] The intake begins in { $seconds } seconds
}
intake-no-desk = The device keeps nothing at the moment. Close other tabs, make room, then try again.
intake-waiting = Answers wait to be taken over.
intake-take-over = Take them over
intake-review-title = Intakes to take over
intake-review-lead = What was answered on the tablet. Nothing enters a case before you have decided so.
intake-none-title = Nothing to take over
intake-none = What is answered on the tablet comes here.
intake-unopened = { $count ->
    [one] One sealed answer does not open on this device. It is kept.
   *[other] { $count } sealed answers do not open on this device. They are kept.
}
intake-about = { $when } · { $language }
intake-answers = The answers
intake-unfinished = Not to the end
intake-read-together = To be read together: a check was not understood
intake-agreed = Agrees to the answers
intake-signed = Signed
intake-new-case = New case
intake-known-case = Add to a case
intake-taken = The answers are in the case
intake-said-by = Said by the person, in the intake on the tablet ({ $language }).
intake-interpreted = Interpreter: { $name }.
intake-leave-title = End the intake
intake-leave-text = The passphrase is needed. What was answered is kept.
intake-leave-back = Back to the questions
intake-leave-end = Type the passphrase
intake-not-ended = An intake is under way on this tablet.
intake-has-notes = We answer together: my notes beside the questions
intake-notes = Notes of the worker
intake-hide = Hide
intake-not-to-be-kept = Did not say yes to keeping the answers
intake-who = Who of this case answered?
intake-somebody-else = Somebody else: add her
fact-spoken = said by the person, on the tablet
intake-signature = Signature, on the tablet
