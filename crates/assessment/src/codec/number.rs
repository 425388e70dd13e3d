//! Numbers in LEB128, in their shortest form only.

/// Appends a number in LEB128: seven bits a byte, low ones first.
pub(crate) fn write_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number in LEB128 off the front, if there is one in its shortest form.
pub(crate) fn read_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..u64::BITS).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        let bits = u64::from(byte & 0x7f);
        if bits << shift >> shift != bits {
            return None;
        }
        number |= bits << shift;
        if byte & 0x80 == 0 {
            return (byte != 0 || shift == 0).then_some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_come_back_and_have_one_form(number: u64, noise: [u8; 11]) {
            let mut bytes = Vec::new();
            write_number(&mut bytes, number);
            let mut rest = &bytes[..];
            prop_assert_eq!(read_number(&mut rest), Some(number));
            prop_assert!(rest.is_empty());

            let mut rest = &noise[..];
            if let Some(number) = read_number(&mut rest) {
                let mut again = Vec::new();
                write_number(&mut again, number);
                prop_assert_eq!(&noise[..noise.len() - rest.len()], &again[..]);
            }
        }
    }

    #[test]
    fn the_largest_number_comes_back_and_a_larger_one_is_refused() {
        let mut bytes = Vec::new();
        write_number(&mut bytes, u64::MAX);
        assert_eq!(read_number(&mut &bytes[..]), Some(u64::MAX));
        *bytes.last_mut().unwrap() += 1;
        assert_eq!(read_number(&mut &bytes[..]), None);
    }
}
