//! What is measured of the core: the same work natively, where `main.rs` takes the time, and as
//! WebAssembly, where JavaScript does.

use std::error::Error;
use std::hint::black_box;

use assessment::catalogue::Tier;
use assessment::id::FamilyIndex;
use assessment::link::Codec;
use assessment::recommendation::recommend;
use assessment::scoring::{score, target};
use assessment::{Catalogue, Response, Responses, compiled};

/// As the widget has it.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// What can be measured, in the order of its numbers.
pub const WHAT: [&str; 5] = [
    "score a result against all profiles",
    "score it, and recommend modules",
    "read a result code",
    "write a result code",
    "read the compiled catalogue",
];

/// Levels that the responses are made of, over and over: somebody with gaps everywhere.
const LEVELS: [u8; 7] = [2, 1, 3, 2, 1, 0, 2];

/// The family and the tier that a result is compared with.
const AIM: (FamilyIndex, Option<Tier>) = (FamilyIndex(0), Some(Tier::Senior));

/// What the work is done with.
#[derive(Debug)]
pub struct Work {
    catalogue: Catalogue,
    responses: Responses,
    code: String,
    compiled: Vec<u8>,
}

impl Work {
    /// Prepares what isn't measured, from a compiled catalogue.
    ///
    /// # Errors
    ///
    /// The catalogue can't be read, or its responses don't fit in a code.
    pub fn new(compiled: Vec<u8>) -> Result<Self, Box<dyn Error>> {
        let (catalogue, _) = compiled::decode(&compiled)?;
        let levels = LEVELS.iter().cycle().take(catalogue.item_count());
        let list: Vec<_> = levels.map(|&level| Response::Level(level)).collect();
        let responses = Responses::from_list(&catalogue, &list)?;
        let code = Codec::new(&catalogue).encode(&responses, AIM.0, AIM.1)?;
        Ok(Self {
            catalogue,
            responses,
            code,
            compiled,
        })
    }

    /// Does a piece of work, by its place in [`WHAT`], so many times.
    pub fn run(&self, what: usize, times: u32) {
        let (catalogue, responses) = (black_box(&self.catalogue), black_box(&self.responses));
        let codec = black_box(Codec::new(catalogue));
        for _ in 0..times {
            match what {
                0 => drop(black_box(score(catalogue, responses))),
                1 => {
                    let scores = score(catalogue, responses);
                    let aim = target(catalogue, &scores, AIM.0, AIM.1);
                    drop(black_box(recommend(catalogue, &scores, aim)));
                }
                2 => drop(black_box(codec.decode(black_box(&self.code)))),
                3 => drop(black_box(codec.encode(responses, AIM.0, AIM.1))),
                4 => drop(black_box(compiled::decode(black_box(&self.compiled)))),
                _ => unreachable!("`WHAT` has five entries"),
            }
        }
    }
}

/// What JavaScript calls: it writes a compiled catalogue to where [`exported::catalogue`] says, and
/// then has work done.
#[cfg(target_arch = "wasm32")]
#[allow(
    unsafe_code,
    reason = "a function keeps its name only by this attribute"
)]
mod exported {
    use std::cell::RefCell;

    use super::Work;

    thread_local! {
        static BYTES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
        static WORK: RefCell<Option<Work>> = const { RefCell::new(None) };
    }

    /// Where a catalogue of this length is to be written.
    #[unsafe(no_mangle)]
    extern "C" fn catalogue(length: usize) -> *mut u8 {
        BYTES.with_borrow_mut(|bytes| {
            bytes.resize(length, 0);
            bytes.as_mut_ptr()
        })
    }

    /// Prepares the work; says whether the catalogue could be read.
    #[unsafe(no_mangle)]
    extern "C" fn prepare() -> bool {
        let work = Work::new(BYTES.take()).ok();
        let is_ready = work.is_some();
        WORK.replace(work);
        is_ready
    }

    /// Does a piece of work so many times.
    #[unsafe(no_mangle)]
    extern "C" fn run(what: usize, times: u32) {
        WORK.with_borrow(|work| {
            if let Some(work) = work {
                work.run(what, times);
            }
        });
    }
}
