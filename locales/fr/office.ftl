# The office: funding, sessions, the report.

money-euros = { $amount } €
amount-broken = Un montant n'est pas lisible. Écrivez-le comme 1580 ou 1 580,50.
names-and = { $first } et { $last }
action-add = Ajouter

funding-title = Financements
funding-empty-title = Pas encore de financement
funding-empty = Ajoutez un financeur, puis une convention ou une subvention : les totaux, les parts et les écarts se calculent ici.
funding-table = Tableau, qui se fait défiler
funding-funder = Financeur
funder-new = Nouveau financeur
funder-text = Un financeur peut porter plusieurs noms : ce qui est saisi sous l'un d'eux est compté avec les autres.
funder-unknown = Financeur non précisé
funder-also = Aussi : { $names }
funders-title = Financeurs
funders-empty = Qui finance le poste ? État, intercommunalités, département…
convention-new = Nouvelle convention
conventions-title = Conventions
conventions-empty = Une convention donne le plan de financement de plusieurs années.
stated-total-new = Totaux annoncés
stated-total-text = Les totaux tels qu'un document les imprime. S'ils ne sont pas la somme des lignes, la différence est dite en clair.
stated-totals-title = Totaux annoncés par un document
stated-totals-empty = Rien n'a été annoncé ailleurs.
grant-new = Nouvelle subvention
grants-of = Subventions { $year }
grant-requested = Demandé
grant-agreed = Conventionné
grant-paid = Versé
grant-gap = Écart
grant-paid-on = Versé le
grants-even = Demandé { $requested }, conventionné { $agreed }, versé { $paid }.
grants-above = Demandé { $requested }, conventionné { $agreed }, versé { $paid }, dont { $above } de plus que convenu.
grants-unpaid = Demandé { $requested }, conventionné { $agreed }, versé { $paid } ; il reste { $unpaid } à recevoir.
grants-both = Demandé { $requested }, conventionné { $agreed }, versé { $paid }, dont { $above } de plus que convenu ; il reste { $unpaid } à recevoir.
unpaid-title = Reste à recevoir
unpaid-line = { $funder } : { $amount }
plan-edit = Modifier le plan
plan-empty = Aucun montant n'est prévu.
plan-without-convention = Lignes sans convention
plan-without-state = Total hors État
plan-needs-funders = Ajoutez d'abord les financeurs, et donnez ses années à la convention.
plan-summary = { $total } en { $first } ; part de l'État : { $from } en { $first }, { $to } en { $last }.
plan-summary-one = { $total } en { $year } ; part de l'État : { $share }.
entry-without-name = Donnez un nom.
entry-without-year = Donnez l'année, en quatre chiffres.
convention-without-years = Donnez la première année, et une dernière qui ne soit pas avant.
grant-without-funder = Choisissez le financeur.
column-requested = montants demandés
column-agreed = montants conventionnés
column-paid = montants versés
remarks-title = À vérifier
remark-a-paper = Le document
remark-stated-above = { $source } : le total des { $column } annoncé ({ $stated }) dépasse de { $by } la somme des lignes ({ $sum }).
remark-stated-below = { $source } : le total des { $column } annoncé ({ $stated }) est inférieur de { $by } à la somme des lignes ({ $sum }).
remark-plan = { $year } : les lignes font { $sum }, la convention prévoit { $planned }.
remark-outside = { $year } : des lignes portent sur une année que la convention ne couvre pas.
remark-agreed = { $funder } : { $agreed } conventionnés, le plan prévoit { $planned }.
remark-paid-above = { $count ->
    [one] { $funders } a versé { $paid } pour { $agreed } conventionnés, soit { $excess } de trop.
   *[other] { $count } financeurs ont versé { $paid } pour { $agreed } conventionnés ({ $each } de trop chacun, { $excess } en tout) : { $funders }.
}
remark-without-agreement = { $funder } : { $paid } versés sans montant conventionné.
remark-before-year = { $funder } : versement du { $day }, avant le début de l'année financée.
remark-after-year = { $funder } : versement du { $day }, après la fin de l'année financée.
remark-long-before = { $funder } : versement du { $day }, plus de { NUMBER($months) } mois avant tous les autres ; date à vérifier.
remark-without-day = { $funder } : { $paid } versés, sans date.
remark-two-names = { $funder } et { $other } sont un seul financeur, sous deux noms : leurs montants sont comptés ensemble.

sessions-title = Séances
sessions-text = Formations et actions de sensibilisation que l'équipe tient pour d'autres. Le bilan les compte.
sessions-all = Toutes les séances
sessions-empty = Aucune séance n'est notée.
session-new = Nouvelle séance
session-without-day = Donnez la date de la séance.

report-title = Bilan
report-cover = Bilan d'activité { $period }
report-first-half = S1 { $year }
report-second-half = S2 { $year }
report-of-days = { $what }, { $days }
report-planned = Montant prévu { $year }
report-rota = Les permanences
report-activity = L'activité et son évolution
report-shares = Répartition des situations
report-plan = Plan de financement
report-grants = Subventions de l'année
report-company = Compagnie
report-day = Jour
report-hours = Horaires
report-weeks = Semaines
report-rota-hours = { $even } les semaines paires, { $odd } les semaines impaires.
report-shifts-held = { NUMBER($held) } permanences tenues sur { NUMBER($scheduled) } prévues ({ $share }), soit { $hours }.
report-territory-summary = { $count ->
    [one] 1 service de la convention. La surface de chaque disque suit le nombre de dossiers ; plein en zone police, vide en zone gendarmerie.
   *[other] { $count } services de la convention. La surface de chaque disque suit le nombre de dossiers ; plein en zone police, vide en zone gendarmerie.
}
report-evolution-summary = Dossiers traités { $cases }, entretiens réalisés { $interviews }, de { $before } à { $now }.
report-shares-summary = Part des { NUMBER($count) } dossiers traités.
report-share-of = { $what }, en part des dossiers traités. Un dossier compte à chacune de ses réponses.
report-text-kept = Ce qui est écrit ici vaut pour cette année et les suivantes, jusqu'à ce qu'une autre année ait son texte. Les bilans déjà publiés ne changent pas.
report-text-change = Modifier le texte
report-text-write = Écrire le texte
report-text-from = Repris du bilan { $year }.
report-publish = Publier le bilan
report-publish-again = Publier une nouvelle version
report-publish-text = Publier fige les chiffres et leurs définitions. Une correction faite plus tard ne change pas le bilan : la différence est montrée.
report-is-published = Bilan publié
report-not-adding = Le tableau par service ne tombe pas juste : complétez les dossiers sans service depuis l'activité, puis publiez.
report-not-over = Un bilan se publie une fois la période terminée.
report-published = Publié le { $day }. Empreinte { $digest }…
report-unreadable = Publié le { $day } par une version plus récente : mettez l'application à jour pour le lire. Les chiffres affichés sont ceux d'aujourd'hui.
report-altered = Le bilan publié le { $day } ne correspond plus à son empreinte : ne vous y fiez pas, demandez le fichier à qui l'a publié.
report-digest = SHA-256 du fichier : { $digest }
report-file = Fichier
report-differences = { $count ->
    [0] Aucun chiffre n'a changé depuis
    [one] 1 chiffre a changé depuis
   *[other] { $count } chiffres ont changé depuis
}
report-show-now = Montrer les chiffres d'aujourd'hui
report-then = Publié
report-now = Aujourd'hui

export-tables = Exporter
export-xlsx = Classeur (XLSX)
export-csv = Texte (CSV)
export-json = Données (JSON)
export-under-way = Le fichier se prépare
export-too-large = Le tableau est trop grand pour un classeur. Réduisez la période, ou choisissez le texte (CSV).
export-fault = Le fichier n'a pas pu être préparé. Rien n'a changé ; réessayez, ou rechargez la page.
export-count = Nombre
export-field = Champ
export-answer = Réponse
export-definition = Ce qu'il compte
export-share-of = Part { $year }
export-person = Personne
export-last-contact = Dernier contact
export-what = Quoi
export-about = Précision
export-caution = Le fichier contient des noms et sort de l'application : gardez-le en lieu sûr.

extracts-title = Extraits par financeur
extracts-text = Chaque financeur reçoit les chiffres de ses services. Les petits nombres (1 à 4) y sont masqués, et d'autres avec eux, pour qu'aucune soustraction ne les redonne, même avec les extraits des autres. Cela ne vaut que si le bilan complet ne circule pas hors de l'équipe.
extract-masked = n.c.
extract-note = n.c. : non communiqué, pour protéger les personnes. Un nombre masqué peut être petit, ou en protéger un autre.
extract-cover = Extrait pour { $funder }
extract-subtotal = Vos services
extract-total = Ensemble de la convention
extract-amount = Montant
extract-given-away = { $count ->
    [one] Un petit nombre ne peut pas être protégé : un chiffre publié avant le donne déjà.
   *[other] { $count } petits nombres ne peuvent pas être protégés : des chiffres publiés avant les donnent déjà.
}

import-title = Importer un tableau
import-text = Un classeur (XLSX, ODS) ou un texte (CSV) de vos années passées. Chaque ligne devient un dossier, ou un entretien de plus d'un dossier qui a le même numéro. Rien n'est enregistré avant que vous l'ayez vu.
import-file = Fichier
import-busy = Le fichier est lu…
import-too-large = Le fichier est trop grand : 20 Mo, 50 000 lignes et 200 colonnes au plus. Découpez-le par année.
import-protected = Le fichier est protégé par un mot de passe, ou d'un format d'avant 2007. Ouvrez-le, enregistrez-le en XLSX sans mot de passe, puis choisissez-le.
import-broken = Ce fichier ne se lit pas comme un tableau. Ouvrez-le dans un tableur et enregistrez-le en XLSX, ODS ou CSV.
import-empty = Ce fichier est vide.
import-nothing = Ne pas reprendre
import-contact = Entretien tenu le
import-professional = Échange avec un professionnel le
import-referral = Orientée vers
import-no-number = Ligne { NUMBER($row) } : « { $text } » n'est pas un nombre.
import-no-day-of-referral = Ligne { NUMBER($row) } : une orientation, mais aucune date.
import-columns = Ce que disent les colonnes
import-column = Colonne { $title }
import-sheet = Feuille
import-outcome-title = Ce qui sera repris
import-outcome = { $cases ->
    [0] Aucun dossier à reprendre
    [one] 1 dossier à reprendre
   *[other] { $cases } dossiers à reprendre
}, { $interviews ->
    [0] aucun entretien
    [one] 1 entretien
   *[other] { $interviews } entretiens
}.
import-known = { $count ->
    [one] 1 ligne est déjà connue, par son numéro ou par le nom de la personne : elle est passée. Donnez-lui un numéro s'il s'agit d'un autre dossier.
   *[other] { $count } lignes sont déjà connues, par leur numéro ou par le nom de la personne : elles sont passées. Donnez un numéro à celles d'un autre dossier.
}
import-troubles = { $count ->
    [one] 1 ligne ne sera pas reprise. Corrigez-la dans le fichier, puis choisissez-le de nouveau : rien ne viendra deux fois.
   *[other] { $count } lignes ne seront pas reprises. Corrigez-les dans le fichier, puis choisissez-le de nouveau : rien ne viendra deux fois.
}
import-save = { $count ->
    [one] Reprendre 1 dossier
   *[other] Reprendre { $count } dossiers
}
import-done = { $count ->
    [one] 1 dossier repris
   *[other] { $count } dossiers repris
}
import-undone = L'import est annulé : les dossiers sont à la corbeille
import-no-day = Ligne { NUMBER($row) } : « { $text } » n'est pas une date.
import-no-station = Ligne { NUMBER($row) } : aucun service ne s'appelle « { $text } ». Ajoutez ce nom aux autres noms d'un service.
import-no-answer = Ligne { NUMBER($row) } : « { $text } » n'est pas une réponse connue.
import-nobody = Ligne { NUMBER($row) } : ni numéro, ni nom.
report-definitions = Ce que comptait chaque chiffre ce jour-là
