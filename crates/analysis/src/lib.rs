//! What the responses of a cohort say.
#![forbid(unsafe_code)]
pub mod cohort;
pub mod compare;
pub mod dif;
pub mod figure;
mod finish;
pub mod graded;
pub mod html;
pub mod mantel;
pub mod moments;
mod optimise;
pub mod randomised;
pub mod reliability;
pub mod report;
pub mod simulate;
pub mod suppress;
