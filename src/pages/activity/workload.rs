//! What each worker did in the period, beside the post. For the team: it is in no report.

use leptos::prelude::*;
use report::WorkerLoad;

use super::Both;
use super::words;
use crate::pages::planning::words::{Names, duration};
use crate::t;

/// The workload, a line a worker.
#[component]
pub(super) fn Workload(both: Both, names: RwSignal<Names>) -> impl IntoView {
    let loads = both.loads;
    let line = move |load: &WorkerLoad| {
        let name = match load.worker {
            None => t!(workload_nobody).to_owned(),
            worker => names.with(|names| names.of_record(worker)),
        };
        let due = (load.due_minutes > 0).then(|| duration(load.due_minutes));
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num">{words::count(load.interviews)}</td>
                <td class="num">{words::count(load.cases)}</td>
                <td class="num">{duration(load.held_minutes)}</td>
                <td class="num">{due}</td>
                <td class="num">{load.held_percent().map(words::percent)}</td>
            </tr>
        }
    };
    (!loads.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="workload">
                <h2 id="workload" class="section-title">{t!(workload_title)}</h2>
                <div class="figures-wide" tabindex="0" role="group" aria-label=t!(funding_table)>
                    <table class="figures" id="workload-table">
                        <thead><tr>
                            <th scope="col">{t!(workload_worker)}</th>
                            <th scope="col">{t!(workload_interviews)}</th>
                            <th scope="col">{t!(activity_cases)}</th>
                            <th scope="col">{t!(activity_hours_held)}</th>
                            <th scope="col">{t!(workload_due)}</th>
                            <th scope="col">{t!(workload_share)}</th>
                        </tr></thead>
                        <tbody>{move || loads.iter().map(line).collect_view()}</tbody>
                    </table>
                </div>
                <p class="soft">{t!(workload_text)}</p>
            </section>
        }
    })
}
