//! Starts the entrance in the page: what stands before the work. With the feature `bench`, the whole application.

fn main() {
    console_error_panic_hook::set_once();
    #[cfg(not(feature = "bench"))]
    permanence_app::app::enter();
    #[cfg(feature = "bench")]
    leptos::mount::mount_to_body(permanence_app::app::Whole);
}
