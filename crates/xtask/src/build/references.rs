//! What functions and constants refer to, as the linker tells it.
//!
//! An address in the code of a linked module is a number like any other. With `--emit-relocs` the
//! linker leaves a list of all places that hold one, and of what lies there
//! (<https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md>).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{
    DataKind, ExternalKind, KnownCustom, Linking, Name, NameSectionReader, Operator, Parser,
    Payload, RelocSectionReader, RelocationEntry, RelocationType, SymbolInfo, TypeRef,
};

/// The option by which the linker leaves that list.
pub(crate) const LINK_OPTION: &str = "-Clink-arg=--emit-relocs";

/// The segment with what is never written to.
const CONSTANT: &str = ".rodata";

/// What something refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Targets {
    /// Functions whose address it holds, by name.
    pub(crate) functions: BTreeSet<String>,
    /// Data, by their place in [`References::data`].
    pub(crate) data: BTreeSet<usize>,
}

/// A piece of data that the linker knows by a name of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Data {
    /// Where it lies in memory. Pieces may overlap.
    pub(crate) range: Range<u32>,
    /// Whether it is never written to.
    pub(crate) is_constant: bool,
    /// What it refers to.
    pub(crate) targets: Targets,
}

/// What everything in a module refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct References {
    /// All functions with a body, by name; those of one name are taken as one.
    pub(crate) functions: BTreeMap<String, Targets>,
    /// The names of those that are exported: tools may have given them other names since.
    pub(crate) exported: BTreeSet<String>,
    /// All data.
    pub(crate) data: Vec<Data>,
}

/// What a symbol stands for.
enum Symbol {
    Function(u32),
    Data(usize),
    Other,
}

/// A module in pieces, as they stand in the file.
#[derive(Default)]
struct Pieces<'a> {
    names: BTreeMap<u32, String>,
    exports: Vec<u32>,
    /// How many functions are imported; they are counted first.
    imported: u32,
    /// The bodies of functions, in the order of the file.
    bodies: Vec<Range<usize>>,
    /// Where each segment's bytes lie in the file, and their address.
    segments: Vec<(Range<usize>, u32)>,
    segment_names: Vec<String>,
    symbols: Vec<Symbol>,
    /// All data, each with the number of its segment.
    data: Vec<(usize, Data)>,
    /// Where the sections of code and data begin in the file.
    code: usize,
    data_section: usize,
    code_list: Option<RelocSectionReader<'a>>,
    data_list: Option<RelocSectionReader<'a>>,
}

impl References {
    /// Reads a module as the linker has written it.
    ///
    /// # Errors
    /// If it isn't Wasm, or was linked without [`LINK_OPTION`].
    pub(crate) fn read(wasm: &[u8]) -> Result<Self> {
        let mut pieces = Pieces::default();
        for payload in Parser::new(0).parse_all(wasm) {
            pieces.take(payload?)?;
        }
        let lists = (pieces.code_list.take(), pieces.data_list.take());
        let (Some(code), Some(data)) = lists else {
            bail!("the linker has not listed all addresses: it needs {LINK_OPTION}");
        };
        let functions = pieces.of_functions(&code)?;
        let exports = pieces.exports.iter();
        let exported = exports.map(|&index| Ok(pieces.name_of(index)?.to_owned()));
        let exported = exported.collect::<Result<_>>()?;
        pieces.find_data_targets(&data)?;
        let is_constant = |segment: usize| pieces.segment_names.get(segment).map(String::as_str);
        let data = pieces.data.into_iter().map(|(segment, data)| Data {
            is_constant: is_constant(segment) == Some(CONSTANT),
            ..data
        });
        Ok(Self {
            functions,
            exported,
            data: data.collect(),
        })
    }
}

impl<'a> Pieces<'a> {
    fn take(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let is_function = matches!(import?.ty, TypeRef::Func(_));
                    self.imported += u32::from(is_function);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        self.exports.push(export.index);
                    }
                }
            }
            Payload::CodeSectionStart { range, .. } => self.code = range.start,
            Payload::CodeSectionEntry(body) => self.bodies.push(body.range()),
            Payload::DataSection(segments) => {
                self.data_section = segments.range().start;
                for segment in segments {
                    let segment = segment?;
                    let start = segment.range.end - segment.data.len();
                    let address = address(&segment.kind)?;
                    self.segments.push((start..segment.range.end, address));
                }
            }
            Payload::CustomSection(section) => match (section.as_known(), section.name()) {
                (KnownCustom::Name(names), _) => self.name(names)?,
                (KnownCustom::Linking(parts), _) => {
                    for part in parts {
                        self.link(part?)?;
                    }
                }
                (KnownCustom::Reloc(list), "reloc.CODE") => self.code_list = Some(list),
                (KnownCustom::Reloc(list), "reloc.DATA") => self.data_list = Some(list),
                _ => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn name(&mut self, names: NameSectionReader<'_>) -> Result<()> {
        for names in names {
            let Name::Function(names) = names? else {
                continue;
            };
            for name in names {
                let name = name?;
                self.names.insert(name.index, name.name.to_owned());
            }
        }
        Ok(())
    }

    fn link(&mut self, part: Linking<'_>) -> Result<()> {
        match part {
            Linking::SegmentInfo(segments) => {
                for segment in segments {
                    self.segment_names.push(segment?.name.to_owned());
                }
            }
            Linking::SymbolTable(symbols) => {
                for symbol in symbols {
                    let symbol = self.symbol(&symbol?);
                    self.symbols.push(symbol);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn symbol(&mut self, symbol: &SymbolInfo<'_>) -> Symbol {
        match symbol {
            SymbolInfo::Func { index, .. } => Symbol::Function(*index),
            SymbolInfo::Data {
                symbol: Some(place),
                ..
            } => {
                let segment = place.index as usize;
                // One that the file has no bytes of holds zeros at first, and nothing else.
                let Some((_, address)) = self.segments.get(segment) else {
                    return Symbol::Other;
                };
                let start = address + place.offset;
                let data = Data {
                    range: start..start + place.size,
                    ..Data::default()
                };
                self.data.push((segment, data));
                Symbol::Data(self.data.len() - 1)
            }
            _ => Symbol::Other,
        }
    }

    fn of_functions(&self, list: &RelocSectionReader<'_>) -> Result<BTreeMap<String, Targets>> {
        let mut functions: BTreeMap<String, Targets> = BTreeMap::new();
        for at in 0..self.bodies.len() {
            let name = self.name_of(self.imported + u32::try_from(at)?)?;
            functions.entry(name.to_owned()).or_default();
        }
        for entry in list.entries() {
            let entry = entry?;
            // The index is that of a type, not of a symbol.
            if entry.ty == RelocationType::TypeIndexLeb {
                continue;
            }
            let name = self.function_at(self.code + entry.offset as usize)?;
            let targets = functions.entry(name.to_owned()).or_default();
            self.add(&entry, targets)?;
        }
        Ok(functions)
    }

    fn find_data_targets(&mut self, list: &RelocSectionReader<'_>) -> Result<()> {
        for entry in list.entries() {
            let entry = entry?;
            let mut targets = Targets::default();
            self.add(&entry, &mut targets)?;
            let address = self.address_of(self.data_section + entry.offset as usize)?;
            let holders = self.data.iter_mut().map(|(_, data)| data);
            let mut holders = holders
                .filter(|data| data.range.contains(&address))
                .peekable();
            ensure!(
                holders.peek().is_some(),
                "an address stands in no known data"
            );
            for holder in holders {
                holder.targets.functions.extend(targets.functions.clone());
                holder.targets.data.extend(&targets.data);
            }
        }
        Ok(())
    }

    /// Adds what an entry of a list refers to.
    fn add(&self, entry: &RelocationEntry, targets: &mut Targets) -> Result<()> {
        use RelocationType as Kind;
        let symbol = self.symbols.get(entry.index as usize);
        match (entry.ty, symbol.context("an address of nothing known")?) {
            (
                Kind::MemoryAddrLeb | Kind::MemoryAddrSleb | Kind::MemoryAddrI32,
                &Symbol::Data(index),
            ) => {
                targets.data.insert(index);
            }
            (Kind::TableIndexSleb | Kind::TableIndexI32, Symbol::Function(index)) => {
                targets.functions.insert(self.name_of(*index)?.to_owned());
            }
            // What has no bytes in the file stays where it is.
            (Kind::MemoryAddrLeb | Kind::MemoryAddrSleb | Kind::MemoryAddrI32, _) => {}
            // Calls are known from the code itself.
            (Kind::FunctionIndexLeb | Kind::GlobalIndexLeb | Kind::TableNumberLeb, _) => {}
            (kind, _) => {
                bail!("the linker lists addresses of a kind that is unknown here: {kind:?}")
            }
        }
        Ok(())
    }

    fn name_of(&self, index: u32) -> Result<&str> {
        let name = self.names.get(&index);
        Ok(name.context("a function has no name")?)
    }

    /// The name of the function whose body holds a place in the file.
    fn function_at(&self, place: usize) -> Result<&str> {
        let after = self.bodies.partition_point(|body| body.start <= place);
        let at = after
            .checked_sub(1)
            .filter(|&at| self.bodies[at].contains(&place));
        let at = at.context("an address stands outside of all functions")?;
        self.name_of(self.imported + u32::try_from(at)?)
    }

    /// The address at which a place in the file lies.
    fn address_of(&self, place: usize) -> Result<u32> {
        let segment = self
            .segments
            .iter()
            .find(|(range, _)| range.contains(&place));
        let (range, address) = segment.context("an address stands outside of all segments")?;
        Ok(address + u32::try_from(place - range.start)?)
    }
}

/// Where in memory a segment goes.
fn address(kind: &DataKind<'_>) -> Result<u32> {
    let DataKind::Active { offset_expr, .. } = kind else {
        bail!("a segment of data has no place of its own");
    };
    match offset_expr.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(u32::try_from(value)?),
        _ => bail!("the place of a segment of data is computed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A section: its number, its length, its content.
    fn section(number: u8, content: &[u8]) -> Vec<u8> {
        let length = u8::try_from(content.len()).unwrap();
        assert!(length < 0x80, "longer than a length of one byte");
        [&[number, length], content].concat()
    }

    fn named(name: &str) -> Vec<u8> {
        let length = u8::try_from(name.len()).unwrap();
        [&[length], name.as_bytes()].concat()
    }

    fn custom(name: &str, content: &[u8]) -> Vec<u8> {
        section(0, &[&named(name), content].concat())
    }

    /// `run` takes the address of a constant, which holds the address of `pointed`. `lists` are what
    /// the linker adds.
    fn module(lists: &[Vec<u8>]) -> Vec<u8> {
        let run = [0, 0x41, 0x80, 0x88, 0x80, 0x80, 0, 0x1a, 0x0b];
        let pointed = [0, 0x0b];
        let code = [
            &[2, u8::try_from(run.len()).unwrap()],
            &run[..],
            &[2],
            &pointed,
        ]
        .concat();
        let names = [&[2, 0][..], &named("run"), &[1], &named("pointed")].concat();
        let sections = [
            section(1, &[1, 0x60, 0, 0]),
            section(3, &[2, 0, 0]),
            section(5, &[1, 0, 1]),
            section(7, &[&[1][..], &named("run"), &[0, 0]].concat()),
            section(10, &code),
            section(
                11,
                &[&[1, 0, 0x41, 0x80, 0x08, 0x0b, 8][..], b"text\x01\0\0\0"].concat(),
            ),
            custom("name", &section(1, &names)),
        ];
        [
            b"\0asm\x01\0\0\0".to_vec(),
            sections.concat(),
            lists.concat(),
        ]
        .concat()
    }

    /// The linker's lists of symbols, and of the places in code and data that hold addresses.
    fn lists() -> Vec<Vec<u8>> {
        let symbols = [
            &[2, 1, 0][..],
            &named("constant"),
            &[0, 0, 8],
            &[0, 0, 1],
            &named("pointed"),
        ]
        .concat();
        let segments = [&[1][..], &named(".rodata"), &[2, 0]].concat();
        let linking = [vec![2], section(8, &symbols), section(5, &segments)].concat();
        vec![
            custom("linking", &linking),
            custom("reloc.CODE", &[4, 1, 4, 4, 0, 0]),
            custom("reloc.DATA", &[5, 1, 2, 11, 1]),
        ]
    }

    #[test]
    fn addresses_in_code_and_data_are_told() {
        let references = References::read(&module(&lists())).unwrap();
        assert_eq!(references.functions["run"].data, BTreeSet::from([0]));
        assert_eq!(references.functions["pointed"], Targets::default());
        assert_eq!(references.exported, BTreeSet::from(["run".to_owned()]));
        let [constant] = &references.data[..] else {
            panic!("{:?}", references.data);
        };
        assert_eq!(
            (constant.range.clone(), constant.is_constant),
            (1024..1032, true)
        );
        assert_eq!(
            constant.targets.functions,
            BTreeSet::from(["pointed".to_owned()])
        );
    }

    #[test]
    fn a_module_without_the_linkers_lists_is_refused() {
        let error = References::read(&module(&[])).unwrap_err();
        assert!(error.to_string().contains(LINK_OPTION), "{error}");
    }

    #[test]
    fn an_address_of_an_unknown_kind_is_refused() {
        let mut lists = lists();
        lists[1] = custom("reloc.CODE", &[4, 1, 11, 4, 0, 0]);
        let error = References::read(&module(&lists)).unwrap_err();
        assert!(error.to_string().contains("MemoryAddrRelSleb"), "{error}");
    }
}
