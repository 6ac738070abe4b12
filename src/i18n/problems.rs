//! A sentence for each way something can fail: what happened, what is safe, what to do.

use engine::message::{Failure, SyncProblem};

use crate::t;

/// The sentence of a failure.
pub fn failure(failure: &Failure) -> String {
    match failure {
        Failure::WrongSecret { .. } => t!(failure_wrong_secret),
        Failure::WeakSecret => t!(failure_weak_secret),
        Failure::Locked => t!(failure_locked),
        Failure::AlreadyThere => t!(failure_already_there),
        Failure::NewerFormat => t!(failure_newer_format),
        Failure::StorageFull => t!(failure_storage_full),
        Failure::StorageUnavailable => t!(failure_storage_unavailable),
        Failure::StorageDamaged { rows } => return t!(failure_storage_damaged, rows = *rows),
        Failure::Busy => t!(failure_busy),
        Failure::NotFound => t!(failure_not_found),
        Failure::BadValue { .. } => t!(failure_bad_value),
        Failure::WrongPairing => t!(failure_wrong_pairing),
        Failure::PairingTimeout => t!(failure_pairing_timeout),
        Failure::Signed => t!(failure_signed),
        Failure::Published => t!(failure_published),
        Failure::NotASetup => t!(failure_not_a_setup),
        Failure::DoesNotAddUp => t!(failure_does_not_add_up),
        Failure::NotAllowed => t!(failure_not_allowed),
        Failure::Sync(problem) => return sync_problem(problem),
        Failure::Mismatch => t!(failure_mismatch),
        Failure::Internal => t!(failure_internal),
        Failure::AttachmentTooLarge => t!(failure_attachment_too_large),
        Failure::NotSentYet => t!(failure_not_sent_yet),
        Failure::NotHereYet => t!(failure_not_here_yet),
    }
    .to_owned()
}

/// The sentence of a problem with the endpoint.
pub fn sync_problem(problem: &SyncProblem) -> String {
    match problem {
        SyncProblem::Unreachable => t!(problem_unreachable),
        SyncProblem::NotInvited => t!(problem_not_invited),
        SyncProblem::InvitationRefused => t!(problem_invitation_refused),
        SyncProblem::Refused => t!(problem_refused),
        SyncProblem::TooMany { retry_after_s } => {
            return t!(
                problem_too_many,
                minutes = retry_after_s.div_ceil(60).max(1)
            );
        }
        SyncProblem::TooLarge => t!(problem_too_large),
        SyncProblem::EndpointFault => t!(problem_endpoint_fault),
        SyncProblem::NotOurEndpoint => t!(problem_not_our_endpoint),
        SyncProblem::Tampered => t!(problem_tampered),
        SyncProblem::Cloned => t!(problem_cloned),
    }
    .to_owned()
}
