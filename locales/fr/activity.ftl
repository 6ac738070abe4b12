# The activity: the figures of a year and what each of them counts.

place-activity = Activité
activity-title = Activité
activity-print = Imprimer
activity-period = Période
activity-year = Année
activity-first-half = 1er semestre
activity-second-half = 2e semestre
activity-first-half-of = 1er semestre { $year }
activity-second-half-of = 2e semestre { $year }
activity-figures = Chiffres
activity-figure = Chiffre
activity-evolution = Évolution
activity-stations = Dossiers par service
activity-place = Service
activity-cases = Dossiers
activity-share = Part
activity-others = Autres secteurs
activity-shifts = Permanences
activity-zone = Zone
activity-cancelled = Annulées
activity-held-share = Tenues, part
activity-hours-held = Heures tenues
activity-places = { NUMBER($station) } au service, { NUMBER($own) } dans les locaux de l'association, { NUMBER($remote) } à distance, { NUMBER($unsaid) } sans lieu noté.
activity-nothing = { $period } : aucun dossier traité, ni l'année d'avant.
activity-summary = { $period } : { $cases ->
    [one] 1 dossier traité
   *[other] { $cases } dossiers traités
}, { $interviews ->
    [one] 1 entretien réalisé
   *[other] { $interviews } entretiens réalisés
} ; dossiers traités : { $change } par rapport à { $before }.
activity-gaps = À compléter pour des chiffres justes
activity-gap = { $what } : { NUMBER($count) }
activity-refused = Le tableau par service ne s'affiche pas : { NUMBER($placed) } dossiers sur { NUMBER($total) } ont une place sûre.
activity-definitions = Ce que compte chaque chiffre

figure-decimal = { $whole },{ $tenth }
figure-percent = { $number } %
figure-points = { $number } points
figure-not-significant = n.s.
figure-cases-handled = Dossiers traités
figure-cases-opened = Nouveaux dossiers
figure-conjugal-violence = Violences conjugales
figure-conjugal-share = Part des violences conjugales
figure-interviews-held = Entretiens réalisés
figure-interviews-with-professionals = Entretiens avec des professionnels
figure-sexual-violence-victims = Victimes de violences sexuelles
figure-shifts = Permanences tenues
figure-of-station = Dossiers traités du service
figure-of-company = Dossiers traités de la compagnie, { $zone }
figure-of-zone = Dossiers traités, { $zone }
figure-of-others = Dossiers traités d'autres secteurs, { $zone }
figure-shifts-scheduled = Permanences prévues, { $zone }
figure-shifts-held = Permanences tenues, { $zone }
figure-shifts-cancelled = Permanences annulées, { $zone }

definition-cases-handled = Dossiers distincts qui ont, sur la période, un entretien tenu (avec la personne ou un professionnel) ou un acte. Un dossier vu aux deux semestres compte une fois dans l'année.
definition-cases-opened = Dossiers ouverts sur la période, traités ou non.
definition-conjugal-violence = Parmi les dossiers traités, ceux marqués ainsi. La part se calcule sur les dossiers traités.
definition-interviews-held = Entretiens tenus avec une personne accompagnée. Ni manqués ni annulés.
definition-interviews-with-professionals = Entretiens tenus avec un professionnel, comptés à part.
definition-sexual-violence-victims = Personnes distinctes, victimes dans un dossier traité où des violences sexuelles sont notées.
definition-shifts = Un service, un jour : tous ses créneaux ensemble. Ce que prévoit la grille compte, même si rien n'a été noté.
definition-evolution = (N / N-1 − 1) × 100, à une décimale ; « n.s. » quand il n'y avait rien l'année d'avant. Une part évolue en points.

gap-interviews-without-status = Entretiens dont on ne sait s'ils ont été tenus
gap-interviews-without-party = Entretiens tenus, on ne sait avec qui
gap-interviews-without-case = Entretiens tenus sans dossier
gap-interviews-without-date = Entretiens sans date
gap-acts-without-date = Actes sans date
gap-cases-without-opening = Dossiers sans date d'ouverture
gap-conjugal-violence-not-stated = Dossiers traités sans réponse sur les violences conjugales
gap-sexual-violence-without-victim = Dossiers de violences sexuelles sans victime notée
gap-cases-without-station = Dossiers traités sans service
gap-shifts-without-outcome = Permanences sans suite notée

refusal-unknown-cases = Dossiers qui ne sont pas sur cet appareil : { NUMBER($count) }
refusal-without-station = Dossiers sans service : { NUMBER($count) }
refusal-unknown-station = Dossiers d'un service qui n'est pas sur cet appareil : { NUMBER($count) }
refusal-without-zone = { $label } n'a pas de zone : { NUMBER($count) }
refusal-unknown-company = La compagnie de { $label } n'est pas sur cet appareil : { NUMBER($count) }
refusal-other-zone = { $label } et sa compagnie sont de zones différentes : { NUMBER($count) }

behind-empty-title = Rien derrière ce chiffre
behind-empty = Il compte zéro sur cette période.
behind-total = { $count ->
    [one] 1 ligne
   *[other] { $count } lignes
}

activity-profile = Réponses dans les dossiers traités
activity-blank = Sans réponse
definition-profile = Dossiers traités qui donnent chaque réponse, champs de l'équipe compris. Là où plusieurs réponses sont possibles, un dossier compte à chacune. La part se calcule sur les dossiers traités.
figure-answer = { $field } : { $answer }
activity-answered = Renseigné

topic-people = Personnes des dossiers traités
topic-delays = Délai avant le premier entretien
topic-referrals = Orientations
topic-measures-asked = Mesures demandées
topic-measures-granted = Mesures accordées
topic-children = Enfants des foyers
topic-child-reports = Signalements d'enfants
topic-sessions = Séances
topic-rows = Par
topic-unsaid = Non précisé
topic-median = Délai médian : { $days } jours.
topic-participants = { NUMBER($count) } participants aux séances tenues.
delay-same-day = Le jour même
delay-week = 1 à 7 jours
delay-month = 8 à 30 jours
delay-longer = Plus de 30 jours
delay-before = Entretien avant l'orientation : date à vérifier
report-concern = Information préoccupante
report-prosecutor = Signalement au parquet
definition-people = Chaque personne d'un dossier traité, une fois par dossier et par rôle, par origine du dossier, sexe et âge. L'âge est la tranche notée, sinon celle du dernier jour de la période d'après la date de naissance.
definition-delays = Dossiers dont le premier entretien tenu avec la personne est dans la période : jours depuis l'orientation vers l'équipe. La médiane laisse de côté les dates inconnues.
definition-referrals = Orientations vers un partenaire, datées dans la période, par nature du partenaire et par suite.
definition-measures = Mesures de protection demandées dans la période (à la date de la demande, sinon de l'acte), et celles accordées dans la période, quelle que soit la date de la demande.
definition-children = Enfants des foyers des dossiers traités, par exposition ; dossiers dont une information préoccupante ou un signalement est parti dans la période.
definition-sessions = Formations et sensibilisations datées dans la période, prévues, tenues ou annulées.

workload-title = Charge de travail
workload-worker = Intervenant
workload-nobody = Personne nommée
workload-interviews = Entretiens
workload-due = Heures du poste
workload-share = Permanence, part
workload-text = Entretiens tenus, avec la personne ou un professionnel ; dossiers où chacun a tenu un entretien ou fait un acte ; heures de permanence tenues, au regard des heures du poste sur la période (1 607 h par an à temps plein, sauf réglage de l'équipe). Ce tableau reste dans l'équipe.

territory-summary = Les services sur le territoire, d'après leur place dans les réglages. La surface de chaque disque suit le nombre de dossiers ; plein en zone police, vide en zone gendarmerie.

typed-title = Totaux saisis à la main
typed-text = Pour les mois d'avant, comptés ailleurs : ces nombres s'ajoutent aux chiffres d'une période qui contient tous leurs jours, sont montrés à part, et ne mènent à aucun dossier.
typed-beside = + { NUMBER($typed) } à la main = { NUMBER($sum) }
typed-of-these = dont { NUMBER($typed) } à la main
typed-of = { $period }, dont saisis à la main
typed-days = Jours
typed-note = Source
typed-all = Totaux saisis à la main, toutes périodes
typed-empty = Tout vient des dossiers. Une équipe qui commence en cours d'année saisit ici ses totaux d'avant.
typed-new = Ajouter des totaux
typed-needs-days = Il manque le premier ou le dernier jour, ou le dernier est avant le premier.
typed-remarks = Totaux saisis à la main : à vérifier
typed-without-days = Totaux sans jours : ils ne comptent nulle part.
typed-straddles = Des totaux dépassent de la période : ils n'y comptent pas. Saisissez-les par semestre pour les voir dans chacun.
typed-doubled = Deux saisies portent sur les mêmes jours et le même service, ou l'une sur toute l'équipe : les deux comptent.
typed-also-recorded = { $count ->
    [one] Un dossier d'ici a aussi été traité pendant les jours d'une saisie : il compte en plus.
   *[other] { NUMBER($count) } dossiers d'ici ont aussi été traités pendant les jours d'une saisie : ils comptent en plus.
}
definition-typed = Ce que l'équipe a compté ailleurs pour des jours sans dossiers ici. S'ajoute aux six chiffres et aux permanences tenues ; parts et évolutions portent sur l'ensemble. Les tableaux par service, par réponse et par personne ne comptent que les dossiers.
