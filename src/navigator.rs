//! Where the application is, and how it goes elsewhere: leptos_router in the terms of [`Route`].

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use record::RecordId;

use crate::route::{Place, Route};

type Navigate = Arc<dyn Fn(&str, NavigateOptions) + Send + Sync>;

/// Where the application is, and how it goes elsewhere.
#[derive(Clone, Copy)]
pub struct Navigator {
    /// The path of the address bar.
    pub path: Memo<String>,
    navigate: StoredValue<Navigate>,
    is_arriving: StoredValue<bool>,
}

impl Navigator {
    /// Of the router around the caller.
    pub fn of_router() -> Self {
        let path = use_location().pathname;
        let is_arriving = StoredValue::new(true);
        Effect::new(move |before: Option<()>| {
            path.track();
            if before.is_some() {
                is_arriving.set_value(true);
            }
        });
        Self {
            path,
            navigate: StoredValue::new(Arc::new(use_navigate())),
            is_arriving,
        }
    }

    /// Goes to a place; Back returns.
    pub fn go(&self, route: Route) {
        self.leave_for(route, NavigateOptions::default());
    }

    /// Goes to a place in the stead of this one.
    pub fn replace(&self, route: Route) {
        self.leave_for(
            route,
            NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            },
        );
    }

    /// The place of the main navigation.
    pub fn place(&self) -> Option<Place> {
        self.path.with(|path| Place::of_path(path))
    }

    /// The case that the page is about, or that it belongs to.
    pub fn case(&self) -> Option<RecordId> {
        self.path.with(|path| Route::case_of_path(path))
    }

    /// Whether the page has just come. True once, for the heading that takes the focus.
    pub fn take_arrival(&self) -> bool {
        self.is_arriving
            .try_update_value(std::mem::take)
            .unwrap_or_default()
    }

    fn leave_for(&self, route: Route, options: NavigateOptions) {
        let navigate = self.navigate.get_value();
        navigate(&route.path(), options);
    }
}
