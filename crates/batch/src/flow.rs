//! Pieces of work on all cores, with what becomes of them in the order in which they came.

use std::io;
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::{BadLine, BatchError};

/// Pieces that wait for each worker, and for the writer from each.
const QUEUE: usize = 2;

/// Done: what a worker makes of a piece.
#[derive(Clone, Debug, Default)]
pub struct Done<T> {
    /// What is to be written.
    pub made: T,
    /// The lines that couldn't be scored, in order.
    pub bad: Vec<BadLine>,
    /// How many were scored.
    pub scored: u64,
}

/// Calls `next` until there are no more pieces, has each worked on by one of `jobs` copies of `work`,
/// and hands what they make of it to `take`, in the order of the pieces. No more than a few pieces for
/// each worker are held.
///
/// # Errors
/// [`BatchError::Read`] if `next` fails; what was read before has been taken then.
/// [`BatchError::Write`] if `take` fails; nothing more is taken then.
pub fn in_order<P: Send, M: Send>(
    jobs: NonZeroUsize,
    next: impl FnMut() -> io::Result<Option<P>> + Send,
    work: impl FnMut(P) -> M + Clone + Send,
    mut take: impl FnMut(M) -> io::Result<()>,
) -> Result<(), BatchError> {
    std::thread::scope(|scope| {
        let mut to_workers = Vec::with_capacity(jobs.get());
        let mut from_workers = Vec::with_capacity(jobs.get());
        for _ in 0..jobs.get() {
            let (to_worker, pieces) = sync_channel::<P>(QUEUE);
            let (made, from_worker) = sync_channel(QUEUE);
            let mut work = work.clone();
            scope.spawn(move || {
                for piece in pieces {
                    // Nobody takes it when writing has failed.
                    if made.send(work(piece)).is_err() {
                        return;
                    }
                }
            });
            to_workers.push(to_worker);
            from_workers.push(from_worker);
        }
        let reading = scope.spawn(move || hand_round(next, &to_workers));
        let written = collect(&from_workers, &mut take);
        // What isn't taken any more ends the workers, and they the reading.
        drop(from_workers);
        let read = reading.join();
        written.map_err(BatchError::Write)?;
        match read {
            Ok(read) => read.map_err(BatchError::Read),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Gives each worker in turn a piece, so that what they make can be taken in turn as well.
fn hand_round<P>(
    mut next: impl FnMut() -> io::Result<Option<P>>,
    workers: &[SyncSender<P>],
) -> io::Result<()> {
    for worker in workers.iter().cycle() {
        let Some(piece) = next()? else { break };
        if worker.send(piece).is_err() {
            break;
        }
    }
    Ok(())
}

fn collect<M>(
    workers: &[Receiver<M>],
    take: &mut impl FnMut(M) -> io::Result<()>,
) -> io::Result<()> {
    for worker in workers.iter().cycle() {
        // The one whose turn it is has ended, so there is no piece left for any.
        let Ok(made) = worker.recv() else { break };
        take(made)?;
    }
    Ok(())
}
