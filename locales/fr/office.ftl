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
