//! What keeps the child in: bounds for memory, time and files, and on Linux a list of the system calls that are left.
//!
//! On other systems the child is a process of its own with a bound for time, and nothing more
//! (docs/decisions/0017).

/// The jail could not be closed: then nothing is read.
#[derive(Debug)]
pub struct NotClosed;

pub use platform::close;

#[cfg(target_os = "linux")]
mod platform {
    use std::fs;

    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, apply_filter};

    use super::NotClosed;
    use crate::limits::{CHILD_MEMORY, CHILD_SECONDS};

    /// Reading what is open, writing to what is open, memory, ending. Nothing opens a file or a connection, starts a
    /// process or looks at another one.
    const CALLS: &[i64] = &[
        libc::SYS_read,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_close,
        libc::SYS_lseek,
        libc::SYS_fstat,
        libc::SYS_brk,
        libc::SYS_mmap,
        libc::SYS_mremap,
        libc::SYS_munmap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_futex,
        libc::SYS_getrandom,
        libc::SYS_clock_gettime,
        libc::SYS_sched_yield,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_restart_syscall,
        // Ending, also by an abort when there is no memory.
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_tgkill,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];

    /// Closes the jail around this process, for good.
    ///
    /// # Errors
    /// [`NotClosed`] when the system refuses any part of it.
    pub fn close() -> Result<(), NotClosed> {
        let memory = memory_now().ok_or(NotClosed)?.saturating_add(CHILD_MEMORY);
        bound(Resource::Core, 0)?;
        bound(Resource::As, memory)?;
        bound(Resource::Cpu, CHILD_SECONDS)?;
        bound(Resource::Fsize, 0)?;
        bound(Resource::Nofile, 8)?;
        apply_filter(&filter().ok_or(NotClosed)?).map_err(|_| NotClosed)
    }

    /// Lowers a bound, or leaves it where it is lower already.
    fn bound(resource: Resource, most: u64) -> Result<(), NotClosed> {
        let now = getrlimit(resource).maximum;
        let most = Some(now.map_or(most, |now| now.min(most)));
        setrlimit(resource, Rlimit { current: most, maximum: most }).map_err(|_| NotClosed)
    }

    /// Bytes of address space in use: the libraries of the window are mapped before the child begins.
    fn memory_now() -> Option<u64> {
        let pages: u64 = fs::read_to_string("/proc/self/statm").ok()?.split(' ').next()?.parse().ok()?;
        pages.checked_mul(u64::try_from(rustix::param::page_size()).ok()?)
    }

    fn filter() -> Option<BpfProgram> {
        let calls = CALLS.iter().map(|call| (*call, Vec::new())).collect();
        let architecture = std::env::consts::ARCH.try_into().ok()?;
        let filter = SeccompFilter::new(calls, SeccompAction::KillProcess, SeccompAction::Allow, architecture).ok()?;
        filter.try_into().ok()
    }
}

#[cfg(not(target_os = "linux"))]
mod platform {
    use super::NotClosed;

    /// There is no jail on this system yet.
    ///
    /// # Errors
    /// None.
    #[expect(clippy::unnecessary_wraps, reason = "as on Linux")]
    pub const fn close() -> Result<(), NotClosed> {
        Ok(())
    }
}
