//! Starts the workplace in the page, once the entrance opened the store and handed the engine over.

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(permanence_app::app::Work);
}
