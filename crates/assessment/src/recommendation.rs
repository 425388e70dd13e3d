//! recommendation
