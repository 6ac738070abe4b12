skip-to-content = Aller au contenu
navigation-main = Navigation principale
place-today = Aujourd'hui
place-cases = Dossiers
place-settings = Réglages
action-lock = Verrouiller
action-save = Enregistrer
action-saving = Enregistrement…
action-new-contact = Nouveau contact
action-new-interview = Nouvel entretien
saved-on-device = Enregistré sur l'appareil
hello = Bonjour { $name }
banner-demo = Démonstration : personnes inventées, rien ne part d'ici.
banner-read-only = Ces dossiers ont été écrits par une version plus récente. On peut les lire ; rechargez la page pour pouvoir écrire.
banner-clock = L'horloge de cet appareil est décalée de plus de cinq minutes. Rien n'est perdu ; réglez l'heure pour que les dates affichées soient justes.
banner-long-unsent = Du travail attend d'être envoyé depuis plus de 24 heures. Il est enregistré, chiffré, sur cet appareil seulement. Reliez-le au réseau pour que l'équipe l'ait aussi.
banner-update = Une nouvelle version est prête. Enregistrez ce que vous écrivez : la page se rechargera. Rien de ce qui est enregistré ne change.
banner-to-sync = Voir la synchronisation
banner-to-storage = Voir le stockage
banner-demo-leave = Quitter
title-of-place = { $place } – Permanence
incomplete-title = À compléter
incomplete-text = Ce qui manque pour les chiffres de l'année et pour joindre la personne sans risque. Rien n'est obligatoire.
incomplete-whose = Dossiers
incomplete-mine = Les miens
incomplete-all = Toute l'équipe
incomplete-empty-title = Rien à compléter
incomplete-empty = Les dossiers en cours disent l'essentiel. Ce qui manquera s'ajoutera ici.
incomplete-count = { $count ->
    [one] 1 dossier à compléter
   *[other] { NUMBER($count) } dossiers à compléter
}
incomplete-choose-all = Choisir tous les dossiers affichés
incomplete-choose = Choisir : { $case }
incomplete-note-what = { $what } : noter dans { $case }
incomplete-fill-title = { $count ->
    [one] Compléter 1 dossier
   *[other] Compléter { NUMBER($count) } dossiers
}
incomplete-fill-text = Ce qui reste vide ici ne change rien ; ce que vous remplissez vaut pour tous les dossiers choisis.
incomplete-fill = Compléter
incomplete-filled = { $count ->
    [one] 1 dossier complété
   *[other] { NUMBER($count) } dossiers complétés
}
missing-person = Personne
missing-name = Nom ou pseudonyme
missing-station = Service
missing-origin = Origine
missing-danger = Danger
missing-consent = Accord pour être contactée
missing-sex = Sexe
missing-age = Âge
move-title = Rattacher à un autre dossier
move-search = Chercher le bon dossier
move-action = Rattacher à un autre dossier
move-text = L'entretien passe dans le dossier que vous choisissez. Le dossier d'origine, s'il ne contient rien d'autre, va à la corbeille.
move-done = Entretien rattaché
hand-over-title = Transmettre le dossier
hand-over-action = Transmettre
hand-over-text = Votre collègue devient responsable du dossier et le trouve à l'accueil, dans ce qui est à faire.
hand-over-nobody = Choisissez à qui transmettre le dossier ; rien n'a encore changé.
hand-over-task = Reprendre le dossier transmis
palette-title = Aller à
palette-label = Un lieu, un nom, un numéro…
palette-help = ↑ ↓ pour choisir, Entrée pour ouvrir, Échap pour fermer.
note-private-hint = Chiffrée pour vous, sur vos appareils à vous. Si vous les perdez tous, elle est perdue.
evaluation-beside = Quelqu'un a écrit dans cette évaluation au moment où elle était signée. Ce n'est pas dans ce qui a été signé ; l'historique le garde.
evaluation-beside-line = { $what } : écrit autrement par { $by }, { $when }
action-close = Fermer
action-give-up = Renoncer
