# The settings.

settings-title = Réglages
settings-parts = Parties des réglages
settings-general = Général
settings-team = Équipe et services
settings-sync = Synchronisation
settings-devices = Appareils
settings-passphrase = Phrase de passe
settings-storage = Stockage
settings-looks = Affichage
settings-locking = Verrouillage

role-administrator = Administrateur
role-worker = Membre de l'équipe
theme-label = Apparence
theme-automatic = Automatique
theme-light = Claire
theme-dark = Sombre
idle-label = Verrouiller sans activité après
idle-minutes = { NUMBER($minutes) } min
idle-hint = L'écran se verrouille aussi quand l'application reste hors de vue plus d'une minute. Ce qui est tapé est gardé, chiffré.

count-only = { NUMBER($count) }
sync-title = Échanges avec le serveur
sync-now = Synchroniser
sync-running = Échange en cours…
sync-never = Jamais
sync-fact-pending = En attente d'envoi
sync-fact-last = Dernière synchronisation
sync-fact-waiting = Reçus, en attente d'un élément antérieur
sync-demo = La démonstration n'envoie rien : tout reste sur cet appareil.
invitation-title = Invitation
invitation-hint = La personne qui tient le serveur vous le donne. Une seule fois par équipe.
invitation-save = Ajouter le code
invitation-saved = Code ajouté

devices-title = Appareils de l'équipe
device-this = Cet appareil
device-unnamed = Appareil sans nom
device-add-title = Ajouter un appareil
device-add-not-allowed = Seul un administrateur de l'équipe peut ajouter un appareil.
device-add-lead = Sur le nouvel appareil, ouvrez l'application et choisissez « Rejoindre une équipe ». Il affichera un code.
device-worker = Nom de la personne
device-worker-hint = Qui se servira de cet appareil.
device-secret = Code affiché par le nouvel appareil
device-secret-hint = 26 caractères. Les espaces ne comptent pas.
device-looking = Recherche du nouvel appareil…
device-waiting = En attente du nouvel appareil…
device-digits = Six chiffres
device-digits-hint = Ceux que le nouvel appareil affiche maintenant.
device-confirm = Ajouter l'appareil
device-cancel = Abandonner
device-added = L'appareil fait partie de l'équipe.
device-another = Ajouter un autre appareil

passphrase-change-title = Changer la phrase de passe
passphrase-change-lead = La nouvelle vaut pour cet appareil seulement. Les dossiers ne changent pas.
passphrase-current = Phrase de passe actuelle
passphrase-change = Changer la phrase
passphrase-changed = Phrase de passe changée
passphrase-demo = La démonstration s'ouvre sans phrase de passe.

room-title = Place sur l'appareil
room-used = { $used } utilisés ; le navigateur en accorde { $quota }.
size-megabytes = { NUMBER($count) }{"\u00a0"}Mo
size-gigabytes = { NUMBER($count) }{"\u00a0"}Go
room-nearly-full = La place est presque épuisée. Ce qui est enregistré est intact. Libérez de la place sur l'appareil avant de continuer.
room-kept = Le navigateur s'engage à garder les dossiers.
room-not-kept = Le navigateur pourrait effacer les dossiers s'il manque de place.
room-ask = Demander de les garder
room-install = Dans un onglet, cet appareil peut effacer les dossiers après sept jours sans visite. Ajoutez l'application à l'écran d'accueil pour les garder.
export-title = Copie des dossiers
export-lead = Un fichier JSON lisible de tout ce que cet appareil peut lire. Il n'est pas chiffré : gardez-le en lieu sûr.
export = Télécharger la copie
export-done = Copie remise au navigateur
export-refused = Le navigateur a refusé le téléchargement. Rien n'a changé. Autorisez les téléchargements pour ce site, puis recommencez.
version-title = Version
version-of = Version { $build }
version-look = Chercher une nouvelle version
version-none = C'est la version la plus récente connue.
version-waits = Une nouvelle version est prête. Enregistrez ce que vous écrivez avant de la prendre.
version-take = Prendre la nouvelle version
leave-title = Quitter
leave-pending = En attente d'envoi : { NUMBER($count) }. Ce travail reste enregistré ici, chiffré, et partira au prochain passage.
leave-lock = Verrouiller maintenant
fields-title = Champs de l'équipe
fields-text = Vos propres questions, posées dans les formulaires comme les autres : cherchées, exportées, gardées dans l'historique.
fields-empty-title = Aucun champ propre à l'équipe
fields-empty = Ajoutez ici ce que votre équipe note et que le dossier ne demande pas.
team-field-new = Nouveau champ
team-field-of = Dans la fiche
team-field-add = Ajouter le champ
team-field-incomplete = Donnez un libellé et un type, et des choix si c'est une liste ; rien n'est encore enregistré.
team-field-choices-hint = Les choix se séparent par des virgules ; ils ne servent qu'aux types « Choix ».
team-field-retire = Retirer
team-field-retire-what = Retirer : { $what }
team-field-retired = Champ retiré
fields-asked = Demandés aujourd'hui
settings-keys = Clavier
keys-label = Lettres comme raccourcis
keys-hint = Hors des champs : n pour un nouveau contact, / pour chercher, j et k pour parcourir la liste. Ctrl K ouvre la recherche partout, toujours. À désactiver si vous dictez.
grids-title = Grilles de danger
grids-known = Grilles connues
grids-text = Une nouvelle évaluation pose les questions de la grille la plus récente de l'équipe ; celles déjà faites gardent la leur.
grid-version = { $count ->
    [one] version { NUMBER($version) }, 1 question
   *[other] version { NUMBER($version) }, { NUMBER($count) } questions
}
grid-not-validated = à valider par l'équipe
grid-asked = Posée
grid-load-title = Charger une grille
grid-load-text = Un fichier JSON : id, version, label, source, is_validated, puis des blocs de questions. Sa forme est décrite dans la documentation (docs/grids.md).
grid-file = Fichier de la grille
grid-loaded = Grille chargée
team-file-too-large = Ce fichier est trop grand (plus de 256 Ko). Rien n'a été chargé. Choisissez le bon fichier.
team-file-unreadable = Ce fichier n'est pas du texte lisible. Rien n'a été chargé. Enregistrez-le en JSON (UTF-8), puis choisissez-le de nouveau.
grid-known-already = L'équipe a déjà la version { NUMBER($version) } de cette grille. Rien n'a changé. Si les questions ont changé, augmentez le numéro de version.
team-file-malformed = Ligne { NUMBER($line) }, colonne { NUMBER($column) } : { $reason } Rien n'a été chargé. Corrigez le fichier, puis choisissez-le de nouveau.
grid-repeated = La question « { $id } » s'y trouve deux fois. Rien n'a été chargé. Donnez à chaque question un identifiant à elle.
grid-not-plain = L'identifiant « { $id } » contient autre chose que des minuscules, des chiffres, _ et -. Rien n'a été chargé. Corrigez-le dans le fichier.
grid-bad-text = Un texte de « { $id } » est vide ou trop long (600 caractères au plus). Rien n'a été chargé. Corrigez-le dans le fichier.
grid-bad-count = Une grille compte de 1 à 200 questions. Rien n'a été chargé. Corrigez le fichier.
team-file-reason-missing = il manque « { $name } ».
team-file-reason-unknown = « { $name } » n'a pas sa place ici.
team-file-reason-type = une valeur n'est pas du type attendu.
team-file-reason-end = le fichier s'arrête avant la fin.
team-file-reason-form = ce n'est pas la forme d'un fichier JSON.
choices-title = Choix de l'équipe
choices-text = Ce que votre équipe ajoute aux listes de l'application. Retiré, un choix n'est plus proposé ; ce qui a été noté reste.
team-choice-list = Dans la liste
team-choice-label = Choix
team-choice-add = Ajouter le choix
team-choice-incomplete = Donnez un libellé au choix ; rien n'est encore enregistré.
team-choice-retired = Choix retiré
size-kilobytes = { NUMBER($count) }{"\u00a0"}ko
attachments-here = { $count ->
    [0] Aucune pièce jointe sur cet appareil.
    [one] 1 pièce jointe sur cet appareil, { $size }.
   *[other] { $count } pièces jointes sur cet appareil, { $size }.
}
attachments-waiting = { $count ->
    [one] 1 en attente d'envoi, { $size }.
   *[other] { $count } en attente d'envoi, { $size }.
}
attachments-sending = Envoi en cours : { NUMBER($done) } parties sur { NUMBER($total) }
attachments-cap = Une pièce jointe fait { $most } au plus. Elle part après les dossiers, dès que le réseau le permet.
settings-reminders = Rappels
reminders-label = Prévenir quand quelque chose est à faire
reminders-hint = Un quart d'heure avant un rendez-vous, et le matin pour le reste du jour. Le rappel ne dit jamais de quoi ni de qui il s'agit. Il ne vient que si l'application est ouverte, même verrouillée : aucun serveur ne connaît vos rendez-vous.
reminders-refused = L'appareil n'autorise pas les rappels de cette application. Autorisez ses notifications dans les réglages du navigateur, puis choisissez « Oui » de nouveau.

team-text = Ce sur quoi reposent les chiffres et le planning : chaque service a une zone, chaque brigade sa compagnie.
team-itself = L'équipe
team-none = L'équipe n'est pas encore là.
team-stations = Services
team-stations-empty = Commissariats et brigades où se tiennent les permanences.
team-station-new = Nouveau service
team-companies = Compagnies
team-companies-empty = Les compagnies regroupent des brigades de gendarmerie.
team-company-new = Nouvelle compagnie
team-workers = Intervenants
team-workers-empty = Chacun arrive avec son appareil.
line-without-name = Sans nom

team-posts = Postes
team-posts-empty = Un poste dit la part de temps plein de chacun : la charge de travail s'y compare.
team-post-new = Nouveau poste
team-post-percent = { NUMBER($percent) } % d'un temps plein

setup-title = Configuration de l'équipe
setup-text = Services, compagnies, financeurs, postes, champs et choix de l'équipe, lettres, textes du bilan, réglages : un fichier pour une autre équipe. Aucune personne n'y figure.
setup-give = Exporter la configuration
setup-take = Reprendre celle d'une autre équipe

setup-brings = Ce fichier apporte : { $what }. Ce qui existe déjà reste.
setup-count = { $what } : { NUMBER($count) }
setup-add = Ajouter à l'équipe
setup-added = Configuration ajoutée

walk-title = Mise en place
walk-begin = Mise en place pas à pas
walk-done = Terminer
walk-stations = Chaque service avec sa zone, sa compagnie, le financeur de sa part et ses autres noms : les chiffres et le bilan en dépendent.
walk-territory = Territoire
walk-territory-text = Choisissez un service, puis touchez le schéma là où il se trouve, ou déplacez-le avec les flèches. Un service sans place reste dans les tableaux.
walk-workers = Intervenants et postes
walk-workers-text = Les intervenants arrivent avec leur appareil. Un poste dit quelle part de temps plein il représente et qui le tient : la charge de travail s'y compare.
walk-lists = Listes et champs
walk-lists-text = Ajoutez aux listes les réponses de votre territoire, et aux formulaires ce que vos financeurs demandent.
walk-texts = Textes du bilan
walk-texts-text = Ce qui ne change guère d'une année à l'autre s'écrit une fois et reste jusqu'à ce qu'une année ait le sien.
walk-unwritten = À écrire
walk-unplaced = { $name } (sans place)
walk-placed = { $count ->
    [0] Aucun service sur { NUMBER($total) } n'a de place sur le schéma.
    [one] 1 service sur { NUMBER($total) } a une place sur le schéma.
   *[other] { NUMBER($count) } services sur { NUMBER($total) } ont une place sur le schéma.
}
walk-move = Déplacer
walk-left = Vers la gauche
walk-up = Vers le haut
walk-down = Vers le bas
walk-right = Vers la droite
paths-known = Questions de la tablette
paths-text = La tablette pose les questions les plus récentes de l'équipe ; un accueil déjà commencé garde les siennes. Les partenaires marqués « Nommé sur la tablette » dans l'annuaire s'ajoutent à la question du consentement.
path-shipped = Questions du programme
path-own = Questions de l'équipe
path-load-title = Poser d'autres questions
path-load-text = Prenez le fichier des questions posées aujourd'hui, changez-le, augmentez son numéro de version, puis chargez-le. Sa forme est décrite dans la documentation (docs/intake.md).
path-offer = Prendre le fichier
path-file = Fichier des questions
path-loaded = Questions chargées
path-take-away = Retirer
path-taken-away = Questions retirées
path-untranslated = En français seulement, en partie : { $languages }
path-not-newer = Les questions posées aujourd'hui ont la version { NUMBER($version) }. Rien n'a changé. Donnez à celles du fichier un numéro plus grand.
path-no-field = La réponse à « { $id } » ne trouve pas sa place dans un dossier. Rien n'a été chargé. Corrigez « into » ou les réponses proposées, ou retirez « into » : la réponse sera dans l'entretien.
path-no-text = Il manque le texte français de « { $id } ». Rien n'a été chargé. Ajoutez-le sous « texts », « fr ».
path-too-long = Le fichier n'a aucune question, ou trop (120 questions, 18 réponses chacune). Rien n'a été chargé. Corrigez le fichier.
path-unchecked = Il faut au moins deux questions de compréhension (avec « right »). Rien n'a été chargé. Gardez celles du programme.
path-unsafe = « { $id } » demande comment joindre la personne avant de savoir si c'est sans danger. Rien n'a été chargé. Placez-la après la question qui va dans « contact_consent ».
path-text-long = Un texte de « { $id } » est trop long (15 mots pour une question, 160 caractères pour le reste). Rien n'a été chargé. Raccourcissez-le.
path-bad-id = L'identifiant « { $id } » est vide, trop long, pris deux fois, ou contient autre chose que des minuscules, des chiffres et _. Rien n'a été chargé. Corrigez-le.
path-bad-condition = La condition de « { $id } » ne nomme aucune réponse d'une question posée avant. Rien n'a été chargé. Corrigez « when ».
path-bad-options = Les réponses proposées à « { $id } » ne vont pas avec sa sorte. Rien n'a été chargé. Corrigez « options », « kind » ou « right ».
path-untranslated-many = En français seulement, en partie, pour { NUMBER($count) } langues
