intake-title = Accueil sur tablette
intake-lead = La personne répond elle-même, dans sa langue. La tablette ne montre rien d'autre : vos dossiers se ferment, et il faut votre phrase secrète pour les rouvrir. Ses réponses sont scellées une à une.
intake-reviewed-only = N'offrir que les langues dont les textes ont été relus
intake-interpreter = Interprète
intake-interpreter-hint = Jamais un enfant, ni quelqu'un de la famille : la personne ne pourrait pas parler librement.
intake-interpreter-none = Personne
intake-interpreter-professional = Interprète professionnel, présent
intake-interpreter-telephone = Interprète au téléphone
intake-interpreter-worker = Un collègue
intake-interpreter-volunteer = Un bénévole formé
intake-interpreter-name = Nom de l'interprète, ou numéro du service
intake-lines = Numéros de l'équipe, pour la carte
intake-lines-hint = Un par ligne : « Permanence : 03 00 00 00 00 ». Ils restent sur cet appareil.
intake-begin = Donner la tablette
intake-begins = L'accueil commence
intake-begins-in = { $seconds ->
    [one] L'accueil commence dans { $seconds } seconde
   *[other] L'accueil commence dans { $seconds } secondes
}
intake-no-desk = L'appareil ne garde rien en ce moment. Fermez les autres onglets, libérez de la place, puis réessayez.
intake-waiting = Des réponses attendent d'être reprises.
intake-take-over = Les reprendre
intake-review-title = Accueils à reprendre
intake-review-lead = Ce qui a été répondu sur la tablette. Rien n'entre dans un dossier avant que vous l'ayez décidé.
intake-none-title = Rien à reprendre
intake-none = Ce qui est répondu sur la tablette arrive ici.
intake-unopened = { $count ->
    [one] Une réponse scellée ne s'ouvre pas sur cet appareil. Elle reste gardée.
   *[other] { $count } réponses scellées ne s'ouvrent pas sur cet appareil. Elles restent gardées.
}
intake-about = { $when } · { $language }
intake-answers = Les réponses
intake-unfinished = Pas allé jusqu'au bout
intake-read-together = À lire ensemble : une question de compréhension n'a pas été comprise
intake-agreed = D'accord avec ses réponses
intake-signed = Signé
intake-new-case = Nouveau dossier
intake-known-case = Ajouter à un dossier
intake-taken = Les réponses sont dans le dossier
intake-said-by = Dit par la personne, pendant l'accueil sur tablette ({ $language }).
intake-interpreted = Interprète : { $name }.
intake-leave-title = Terminer l'accueil
intake-leave-text = Il faut la phrase secrète. Ce qui a été répondu reste gardé.
intake-leave-back = Revenir aux questions
intake-leave-end = Saisir la phrase secrète
intake-not-ended = Un accueil est en cours sur cette tablette.
intake-has-notes = Nous répondons ensemble : mes notes à côté des questions
intake-notes = Notes de l'intervenant
intake-hide = Cacher
intake-not-to-be-kept = N'a pas dit oui pour garder ses réponses
intake-who = Qui de ce dossier a répondu ?
intake-somebody-else = Quelqu'un d'autre : l'ajouter
fact-spoken = dit par la personne, sur la tablette
intake-signature = Signature, sur la tablette
