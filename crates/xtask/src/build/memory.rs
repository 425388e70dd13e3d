//! What a module puts into memory when it is instantiated, cut into stretches.

use std::ops::Range;

use anyhow::{Result, bail};
use walrus::ir::Value;
use walrus::{ConstExpr, DataKind, Module};

/// Leaves in a module's memory only the bytes in the given stretches of each of its segments.
pub(crate) fn keep_data(
    module: &mut Module,
    kept: impl Fn(Range<u32>) -> Vec<Range<u32>>,
) -> Result<()> {
    let segments: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    for id in segments {
        let DataKind::Active { memory, offset } = &module.data.get(id).kind else {
            bail!("the widget has data that are put into memory at run time");
        };
        let &ConstExpr::Value(Value::I32(start)) = offset else {
            bail!("the widget's memory is filled in a way that is unknown here");
        };
        let (memory, start) = (*memory, u32::try_from(start)?);
        let bytes = std::mem::take(&mut module.data.get_mut(id).value);
        let end = start + u32::try_from(bytes.len())?;
        module.data.delete(id);
        module.memories.get_mut(memory).data_segments.remove(&id);
        for stretch in joined(kept(start..end)) {
            let value = &bytes[(stretch.start - start) as usize..(stretch.end - start) as usize];
            // Memory is zero to begin with.
            if value.iter().all(|&byte| byte == 0) {
                continue;
            }
            let offset = ConstExpr::Value(Value::I32(i32::try_from(stretch.start)?));
            let kind = DataKind::Active { memory, offset };
            let data = module.data.add(kind, value.to_vec());
            module.memories.get_mut(memory).data_segments.insert(data);
        }
    }
    Ok(())
}

/// Stretches that are so near each other that naming a place would cost more than the bytes between them.
/// These are constants all the same: it does no harm to have them twice.
fn joined(stretches: Vec<Range<u32>>) -> Vec<Range<u32>> {
    const NEAR: u32 = 8;
    let mut joined: Vec<Range<u32>> = Vec::new();
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if stretch.start - last.end <= NEAR => last.end = stretch.end,
            _ => joined.push(stretch),
        }
    }
    joined
}

/// What a stretch has in common with others, which are in rising order.
pub(crate) fn overlaps(stretch: &Range<u32>, others: &[Range<u32>]) -> Vec<Range<u32>> {
    let common = others
        .iter()
        .map(|other| other.start.max(stretch.start)..other.end.min(stretch.end));
    common.filter(|common| !common.is_empty()).collect()
}

/// What a stretch has apart from others, which are in rising order.
pub(crate) fn rest(stretch: &Range<u32>, others: &[Range<u32>]) -> Vec<Range<u32>> {
    let mut rest = Vec::new();
    let mut start = stretch.start;
    for common in overlaps(stretch, others) {
        rest.push(start..common.start);
        start = common.end;
    }
    rest.push(start..stretch.end);
    rest.retain(|part| !part.is_empty());
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_cut_and_joined() {
        let others = [2..4, 6..7, 20..30];
        assert_eq!(overlaps(&(3..25), &others), [3..4, 6..7, 20..25]);
        assert_eq!(rest(&(3..25), &others), [4..6, 7..20]);
        assert_eq!(joined(vec![4..6, 7..20, 29..30]), [4..20, 29..30]);
    }
}
