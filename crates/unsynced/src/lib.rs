//! A disk that keeps only what was synced, for tests.
//!
//! Preloaded into a process (`LD_PRELOAD`), it stands before `fsync` and `fdatasync`. For each
//! file of the folder named by [`DATA`] it keeps, in the folder named by [`DISK`], a copy of the
//! file as of its last sync, under the file's inode number; and at each sync of the folder
//! itself, the list of the names it held. After the process was killed, [`restore`] builds the
//! folder that a machine which lost its power at that moment would find: a name that was never
//! synced is gone, and so is every byte written after the last sync of its file.
//!
//! Stricter than most disks, which write some of the rest all the same: so a program that
//! passes here relies on nothing it did not ask for.

use std::ffi::c_int;
use std::fs::{self, File};
use std::io;
use std::os::fd::RawFd;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// The environment variable that names the folder to watch.
pub const DATA: &str = "UNSYNCED_DATA";
/// The environment variable that names the folder that plays the disk.
pub const DISK: &str = "UNSYNCED_DISK";

const NAMES: &str = "names";

/// Puts into `target`, an empty folder, what the disk would hold.
///
/// # Errors
/// A folder or file cannot be read or written.
pub fn restore(disk: &Path, target: &Path) -> io::Result<()> {
    let names = match fs::read_to_string(disk.join(NAMES)) {
        Ok(names) => names,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for line in names.lines() {
        let Some((inode, name)) = line.split_once(' ') else {
            continue;
        };
        let kept = disk.join(inode);
        if kept.exists() {
            fs::copy(kept, target.join(name))?;
        } else {
            // The name was synced and no byte of the file ever was.
            File::create(target.join(name))?;
        }
    }
    Ok(())
}

/// Stands before the C library's `fsync`.
///
/// # Safety
/// As `fsync`: any number is allowed, a wrong one is an error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fsync(fd: c_int) -> c_int {
    // SAFETY: the system call takes any number and touches no memory of ours.
    let outcome = unsafe { libc::syscall(libc::SYS_fsync, fd) };
    after_sync(fd, outcome)
}

/// Stands before the C library's `fdatasync`.
///
/// # Safety
/// As `fdatasync`: any number is allowed, a wrong one is an error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fdatasync(fd: c_int) -> c_int {
    // SAFETY: the system call takes any number and touches no memory of ours.
    let outcome = unsafe { libc::syscall(libc::SYS_fdatasync, fd) };
    after_sync(fd, outcome)
}

/// Records what became durable, before the caller learns that it did. A copy that fails makes
/// the sync fail: the test would otherwise blame the program for the copy.
fn after_sync(fd: RawFd, outcome: libc::c_long) -> c_int {
    if outcome != 0 {
        return -1;
    }
    match record(fd) {
        Ok(()) => 0,
        Err(_) => -1,
    }
}

fn record(fd: RawFd) -> io::Result<()> {
    let (Some(data), Some(disk)) = (std::env::var_os(DATA), std::env::var_os(DISK)) else {
        return Ok(());
    };
    let (data, disk) = (PathBuf::from(data), PathBuf::from(disk));
    let synced = fs::read_link(format!("/proc/self/fd/{fd}"))?;
    if synced == data {
        return replace(&disk, NAMES, &list(&data)?);
    }
    if synced.parent() != Some(data.as_path()) {
        return Ok(());
    }
    let inode = fs::metadata(&synced)?.ino();
    replace(&disk, &inode.to_string(), &fs::read(&synced)?)
}

fn list(data: &Path) -> io::Result<Vec<u8>> {
    let mut names = String::new();
    for entry in fs::read_dir(data)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            let name = entry.file_name();
            names.push_str(&format!(
                "{} {}\n",
                entry.metadata()?.ino(),
                name.to_string_lossy()
            ));
        }
    }
    Ok(names.into_bytes())
}

/// All or nothing, so that a kill in the middle leaves the last copy.
fn replace(disk: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let fresh = disk.join(format!("{name}.new"));
    fs::write(&fresh, bytes)?;
    fs::rename(fresh, disk.join(name))
}
