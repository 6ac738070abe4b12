//! Starts the intake in the page, in the place of the entrance: no engine runs, and nothing of a case can be opened.

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(permanence_app::app::Intake);
}
