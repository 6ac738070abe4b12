# The planning: shifts, the rota, and what is looked at before a shift.

place-planning = Planning
planning-title = Planning
planning-span = Période
planning-week = Semaine
planning-month = Mois
planning-whose = Permanences
planning-all = Toute l'équipe
planning-mine = Les miennes
planning-before = Période précédente
planning-after = Période suivante
planning-today = Aujourd'hui
planning-week-of = Semaine { $week } · { $from } – { $until }
planning-even = Semaine paire
planning-odd = Semaine impaire
planning-slot = { $from } – { $until }
planning-hours = { $hours } h
planning-empty = Aucune permanence sur cette période. Ajoutez les créneaux qui reviennent chaque semaine : le reste suit tout seul.
planning-conflicts = { $count ->
    [one] Une permanence pose problème
   *[other] { $count } permanences posent problème
}
planning-cell = { $day } : { $count ->
    [0] aucune permanence
    [one] une permanence
   *[other] { $count } permanences
}
planning-more = et { NUMBER($count) } de plus
planning-hours-title = Heures
planning-planned = Prévues
planning-held = Tenues
planning-total = Total
planning-by-zone = Par zone
planning-by-station = Par service
planning-by-worker = Par personne
planning-no-zone = Zone non dite

conflict-two-places = { $worker } serait à { $one } et à { $other } à la même heure, { $day }.
conflict-uncovered = { $place }, { $day } : personne ne remplace.
conflict-nobody = { $place }, { $day } : personne n'est désigné.

rota-title = Grille et absences
rota-text = Ce qui revient chaque semaine, qui est absent, et comment alternent les semaines. Le planning en découle.
rota-rules = Créneaux réguliers
rota-rules-empty = Un service, un jour, des heures : toutes les semaines, ou une sur deux.
rota-rule-new = Nouveau créneau
rota-rule-change = Pour changer un créneau à partir d'une date, donnez-lui une fin et ajoutez-en un nouveau : ce qui est passé reste tel quel.
rota-rule-missing = Un créneau a besoin d'un service, d'un jour et d'heures.
rota-shift-new = Permanence exceptionnelle
rota-absences = Absences
rota-absences-empty = Congés, maladie, formation : les permanences sont annulées ou confiées à qui remplace.
rota-absence-new = Nouvelle absence
rota-parities = Semaines paires et impaires
rota-parities-empty = Les semaines suivent le calendrier. Après une année de 53 semaines, deux semaines impaires se suivent : on peut dire ici comment continuer.
rota-parity-new = Changer la parité
rota-parity-text = À partir de la semaine choisie, les semaines alternent, quel que soit leur numéro.
rota-weeks = semaines { $weeks }
rota-from = à partir du { $day }
rota-until = jusqu'au { $day }
rota-days = du { $from } au { $until }
rota-replaced = remplacement : { $worker }
rota-not-replaced = sans remplacement
rota-week-from = À partir de la semaine du { $day }
rota-counts-as = compte comme : { $parity }
absence-missing = Une absence a besoin d'une personne et d'un premier jour, et finit au plus tôt ce jour-là.

hours-from = Créneau { NUMBER($place) }, début
hours-until = Créneau { NUMBER($place) }, fin
hours-more = Ajouter un créneau
hours-broken = Chaque créneau a un début et une fin, dans l'ordre, sans se chevaucher.

task-proposed = Proposé : votre prochaine permanence, { $day } à { $place }.
shift-word = Permanence
shift-planned = Prévue
shift-running = En cours
shift-running-since = En cours depuis { $time }
shift-cancelled-for = Annulée : { $reason }
shift-nobody = Personne n'est désigné
shift-instead = { $worker }, à la place de { $other }
shift-lasted = { $duration } tenues
shift-begin = Commencer
shift-end = Terminer
shift-as-planned = Elle a été tenue
shift-cancel = Annuler la permanence
shift-edit = Modifier la permanence
shift-place = Lieu
shift-begun = Permanence commencée
shift-ended = Permanence terminée
shift-held = Permanence tenue
shift-cancelled = Permanence annulée
shift-place-noted = Lieu noté
shift-gone-title = Plus de permanence ici
shift-gone = Elle a été déplacée, ou le créneau a changé. Le planning dit ce qu'il en est.
shift-without-day = Une permanence a besoin d'un jour.
shifts-today = Permanences
shifts-open = { $count ->
    [one] Une permanence passée sans suite, { $day }
   *[other] { $count } permanences passées sans suite, la première { $day }
}
shifts-export = Mes permanences (.ics)
shifts-exported = Fichier d'agenda remis au navigateur

check-fine = Prêt pour la permanence
check-look = À regarder avant de commencer
check-sent = Tout est envoyé
check-unsent = { $count ->
    [one] Un enregistrement attend d'être envoyé
   *[other] { $count } enregistrements attendent d'être envoyés
}
check-room = Assez d'espace sur cet appareil
check-room-full = L'espace de cet appareil est presque plein
check-clock = Horloge à l'heure
check-clock-off = L'horloge de cet appareil est décalée
check-clock-unknown = Horloge non comparée : pas encore de réseau
check-version = Application à jour
check-version-new = Une nouvelle version est prête
check-battery = Batterie : { NUMBER($percent) } %

holiday-new-year = Jour de l'An
holiday-good-friday = Vendredi saint
holiday-easter-monday = Lundi de Pâques
holiday-labour = Fête du Travail
holiday-victory = Victoire de 1945
holiday-ascension = Ascension
holiday-whit-monday = Lundi de Pentecôte
holiday-national = Fête nationale
holiday-assumption = Assomption
holiday-all-saints = Toussaint
holiday-armistice = Armistice
holiday-christmas = Noël
holiday-saint-stephen = Saint-Étienne
