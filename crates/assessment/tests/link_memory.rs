//! Whatever a code holds, reading it asks for no more than a page of memory at once, and holds two at
//! most; whatever a text holds in which a code is looked for, there is a bound as well.

#![allow(unsafe_code, reason = "an allocator that counts has to be one")]

mod link_support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use assessment::link::{CODE_LENGTH_MAX, TEXT_LENGTH_MAX, decode, open};
use link_support::{Random, catalogue};

/// A page of memory, in bytes.
const PAGE: usize = 4_096;

thread_local! {
    /// Bytes held by this thread, and the most at any moment.
    static HELD: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
    /// The largest piece that was asked for.
    static LARGEST: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

// SAFETY: every call is passed on to the system's allocator unchanged; counting touches only a cell
// of this thread, which needs no memory of its own.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let (held, most) = HELD.get();
        let held = held.saturating_add(layout.size());
        HELD.set((held, most.max(held)));
        LARGEST.set(LARGEST.get().max(layout.size()));
        // SAFETY: the caller keeps to the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        let (held, most) = HELD.get();
        HELD.set((held.saturating_sub(layout.size()), most));
        // SAFETY: the caller keeps to the contract of `dealloc`.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The largest piece asked for, and the most held at any moment, while `work` runs.
fn measured<T>(work: impl FnOnce() -> T) -> (usize, usize) {
    HELD.set((0, 0));
    LARGEST.set(0);
    drop(work());
    (LARGEST.get(), HELD.get().1)
}

#[test]
fn no_code_asks_for_more_than_a_page() {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let catalogue = catalogue("social-media-1");
    let mut random = Random(2026);
    let (mut largest, mut most) = (0, 0);
    for round in 0..200_000 {
        // Mostly the length of real codes, sometimes up to the limit and a little beyond.
        let limit = if round % 50 == 0 {
            CODE_LENGTH_MAX + 8
        } else {
            64
        };
        let length = random.below(limit);
        let text: String = (0..length)
            .map(|_| char::from(DIGITS[random.below(DIGITS.len())]))
            .collect();
        let (piece, held) = measured(|| decode(&catalogue, &text));
        largest = largest.max(piece);
        most = most.max(held);
    }
    assert!(largest > 0, "nothing was counted");
    assert!(largest <= PAGE, "{largest} bytes in one piece");
    assert!(most <= 2 * PAGE, "{most} bytes at one moment");
}

#[test]
fn no_text_asks_for_more_than_its_readings() {
    let catalogue = catalogue("social-media-1");
    for piece in [
        "%25",
        "&amp;",
        "%2525=3D3D-3D&amp;#61;\\u0025",
        "E",
        "v3/__*__;JQ!",
    ] {
        let text = piece.repeat(TEXT_LENGTH_MAX / piece.len());
        let (piece, held) = measured(|| open(&catalogue, &text));
        assert!(piece <= 4 * TEXT_LENGTH_MAX, "{piece} bytes in one piece");
        assert!(held <= 100 * TEXT_LENGTH_MAX, "{held} bytes at one moment");
    }
}
