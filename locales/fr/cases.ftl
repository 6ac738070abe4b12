cases-latest = Dossiers récents
cases-more = Afficher plus ({ NUMBER($count) } en tout)
cases-empty-title = Aucun dossier pour l'instant
cases-empty = Le premier contact suffit : un prénom et un service. Le reste se complète plus tard.
search-label = Nom, numéro, téléphone, mot…
search-empty-title = Rien ne correspond
search-empty = Essayez un seul mot, un début de nom ou un numéro.
new-case-title = Nouveau contact
back-to-case = Retour au dossier
case-interviews = Entretiens et actes
case-person = Personne
case-file = Dossier
case-safety = Sécurité de la personne
safe-rule-none = Aucune consigne de contact notée. Demandez comment joindre la personne sans risque.
safe-hours = Appeler seulement : { $hours }
safe-no-voicemail = jamais de message vocal
safe-no-sms = jamais de SMS
safe-code-word = mot convenu : { $word }
interviews-empty-title = Aucun entretien
interviews-empty = Notez le premier dès maintenant, même en quelques mots.
interview-title = Entretien
interview-new-title = Nouvel entretien
date-unknown = date inconnue
note-placeholder = Ajouter une note…
nothing-chosen = Non renseigné
answer-yes = Oui
answer-no = Non
answer-unknown = Non renseigné
value-nothing = rien
value-other = autre valeur
conflict-mine = Vous avez écrit « { $value } » { $when }.
conflict-other = { $by } a écrit « { $value } » { $when }.
conflict-somebody = Un autre appareil a écrit « { $value } » { $when }.
conflict-meanwhile = En attendant, c'est « { $value } » qui compte. Rien n'est perdu.
conflict-keep = Garder « { $value } »
conflict-take = Mettre « { $value } »
edit-what = Modifier : { $what }
action-edit = Modifier
facts-nothing = Rien de noté pour l'instant.
safe-rule-note = Noter une consigne
no-case-title = Choisissez un dossier
no-case = Il s'ouvre ici, à côté de la liste.
missing-title = Cette page n'existe pas
missing-lead = L'adresse ne mène nulle part
missing = Le lien est incomplet ou vient d'ailleurs. Vos dossiers sont intacts.
case-danger = Danger
draft-found = Ce que vous aviez tapé ici est revenu. Ce n'est pas encore enregistré.
draft-forget = Effacer
safe-never = jamais : { $channels }
action-undo = Annuler
action-undone = C'est comme avant
add-action = Ajouter
part-referral = Orientation
part-measure = Mesure de protection
part-call = Appel
part-step = Démarche
part-procedure = Procédure
part-child = Enfant
part-task = Tâche ou rendez-vous
bin-title = Corbeille
bin-text = Ce qui est ici ne paraît plus dans les listes et ne compte plus dans les chiffres. Rien n'est effacé.
bin-empty-title = La corbeille est vide
bin-empty = Ce que vous y mettez s'y retrouve et se remet en place d'un geste.
bin-since = depuis { $day }
bin-action = Mettre à la corbeille
bin-restore = Remettre en place
bin-restore-what = Remettre en place : { $what }
bin-put = Mis à la corbeille
bin-restored = Remis en place
task-done = Fait
task-done-on = fait { $day }
close-title = Clore le dossier
close-text = Le dossier reste lisible et se rouvre à tout moment.
close-action = Clore le dossier
case-closed-on = Dossier clos { $day }.
reopen-title = Rouvrir le dossier
reopen-action = Rouvrir
case-children = Enfants
child-age = { $age ->
    [0] moins d'un an
    [1] 1 an
   *[other] { $age } ans
}
case-procedures = Procédures
procedure-hearing = audience { $day }
procedure-since = depuis { $day }
call-action = Appeler
call-before = Avant d'appeler
call-show = J'ai lu, montrer le numéro
call-wrong-hour = Il est { $now } : ce n'est pas une heure sûre pour cette personne.
call-anyway = Montrer quand même
call-log = Noter l'appel
safe-from-until = de { $from } à { $until }
safe-from = à partir de { $from }
safe-until = jusqu'à { $until }
due-title = À faire bientôt
due-task = À faire
due-appointment = Rendez-vous
due-measure = Mesure qui expire
due-evaluation = Danger à réévaluer
due-referral = Partenaire à relancer
due-hearing = Audience
due-overdue = en retard, { $day }
due-done = Fait
due-done-what = Fait : { $what }
filters-title = Filtres
filters-set = { $count ->
    [one] 1 filtre
   *[other] { $count } filtres
}
filters-clear = Tout afficher
filter-all = Tous
filter-status = État
filter-open = En cours
filter-closed = Clos
filter-station = Service
filter-worker = Suivi par
filter-period = Vu ou ouvert
filter-days = { $days ->
    [7] ces 7 derniers jours
    [31] ce dernier mois
    [92] ces 3 derniers mois
   *[other] cette dernière année
}
search-close = Noms proches
part-evaluation = Évaluation du danger
answer-not-known = Ne sait pas
answer-not-asked = Pas demandé
question-red = majeur
evaluation-counts = { $answered ->
    [one] { NUMBER($answered) } réponse sur { NUMBER($questions) }, dont { NUMBER($yes) } oui (majeurs : { NUMBER($red) }). Aucun seuil : c'est vous qui jugez.
   *[other] { NUMBER($answered) } réponses sur { NUMBER($questions) }, dont { NUMBER($yes) } oui (majeurs : { NUMBER($red) }). Aucun seuil : c'est vous qui jugez.
}
evaluation-sign = Signer
evaluation-sign-text = Signée, l'évaluation ne change plus, et le niveau retenu devient celui du dossier.
evaluation-signed = Évaluation signée { $day }. Elle ne change plus.
evaluation-signed-short = signée
evaluation-open = à signer
history-title = Historique
history-text = Qui a écrit quoi, et ce qu'il y avait avant. Rien n'est effacé : ce qui a été remplacé se remet en place.
history-empty-title = Rien n'a encore changé
history-empty = Chaque enregistrement laisse ici sa ligne.
history-added = « { $after } »
history-changed = « { $before } » est devenu « { $after } »
history-cleared = « { $before } » a été effacé
history-cleared-nothing = effacé
history-mine = Vous, { $when }
history-by = { $by }, { $when }
history-somebody = Un autre appareil, { $when }
history-restore = Remettre
history-restore-what = Remettre « { $before } »
history-restored = Remis comme avant
partners-title = Partenaires
partner-new = Nouveau partenaire
partners-empty-title = Aucun partenaire
partners-empty = Notez ici à qui vous orientez : le répertoire se lit sans réseau.
partner-places = { $count ->
    [0] aucune place libre
    [one] 1 place libre
   *[other] { $count } places libres
}
lookalikes-title = Déjà connue, peut-être ?
part-professional = Échange avec un professionnel
professional-logged = Échange noté
referral-without-consent = Rien n'est encore enregistré : une orientation demande l'accord de la personne, ou la raison de s'en passer. Notez l'un ou l'autre dans « Orientation ».
case-trend = Évolution du danger
history-hidden = changé
due-passed = date passée, { $day }
safe-never-on = jamais le { $days }
number-by-its-end = un numéro en …{ $end }
day-on = le { $day }
part-attachment = Pièce jointe
case-attachments = Pièces jointes
attachment-lead = Une photo, un document PDF ou un enregistrement, { $most } au plus. Il est chiffré sur cet appareil avant tout envoi.
attachment-choose = Choisir un fichier
attachment-camera = Prendre une photo
attachment-preparing = Préparation du fichier…
attachment-picture = La photo choisie
attachment-stripped = La photo est réduite, et ses informations cachées (lieu, appareil, heure) sont retirées.
attachment-not-stripped = Les informations cachées de ce fichier (auteur, appareil, parfois le lieu) ne peuvent pas être retirées ici. Vérifiez-les avant d'enregistrer.
attachment-label-hint = Facultatif. De quoi la retrouver.
attachment-other = Ce fichier n'est ni une photo, ni un PDF, ni un enregistrement. Rien n'a été ajouté. Choisissez-en un autre, ou prenez-le en photo.
attachment-too-large = Ce fichier fait { $size }, et { $most } au plus sont acceptés. Rien n'a été ajouté. Choisissez un fichier plus petit, ou coupez-le.
attachment-no-picture = Ce fichier ne s'ouvre pas comme une photo. Rien n'a été ajouté. Prenez-la de nouveau, ou enregistrez-la en JPEG.
attachment-empty = Ce fichier est vide. Rien n'a été ajouté. Choisissez-en un autre.
attachment-unreadable = Ce fichier ne se lit plus : il a été déplacé, modifié ou retiré. Rien n'a été ajouté. Choisissez-le de nouveau.
attachment-elsewhere = Pas encore sur cet appareil
attachment-waiting = En attente d'envoi
attachment-sent = Envoyée
attachment-here = Sur cet appareil
attachment-opening = Ouverture…
attachment-no-preview = Ce document ne se lit pas ici sans en faire une copie en clair.
attachment-copy-lead = Une copie enregistrée hors de l'application n'est plus chiffrée : effacez-la après usage.
attachment-copy = Enregistrer une copie en clair
attachment-file-picture = piece-jointe.jpg
attachment-file-pdf = piece-jointe.pdf
attachment-file-other = piece-jointe
