//! The widget's code in two: what a visitor needs to answer, and what is shown once they have.
//!
//! Both share memory, table and stack. The later module takes everything that only gates ([`is_gate`]) lead
//! to: functions that are called or whose address is taken, and constants. In the first one a gate is
//! a short function that calls through a place in the table; the later module fills that place when it
//! is instantiated, and puts its constants into memory. Before that a gate traps, so the widget asks
//! for the later module first: see `src/lib.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use walrus::ir::{Call, RefFunc, ReturnCall, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, ElementItems, ElementKind, FunctionBuilder, FunctionId, FunctionKind, ImportId,
    ImportKind, ImportedFunction, LocalFunction, Module, ModuleConfig, TableId,
};

use super::gate::is_gate;
use super::memory::{keep_data, overlaps, rest};
use super::references::{References, Targets};

/// The name under which the later module imports from the first.
const FIRST: &str = "first";

/// So many instructions a function has at most that the later module has one of its own of.
const LEAF_MAX: u64 = 24;

/// The code in two modules.
#[derive(Debug)]
pub(crate) struct Split {
    /// What is loaded at once; it exports what the other one needs.
    pub(crate) first: Vec<u8>,
    /// What is loaded when it is needed; it imports from the first.
    pub(crate) later: Vec<u8>,
}

/// Splits a module that still has its names; `references` are those of the module that it was made from.
pub(crate) fn split(wasm: &[u8], references: &References) -> Result<Split> {
    let mut first = parse(wasm)?;
    let mut later = parse(wasm)?;
    let plan = Plan::new(&first, references)?;
    let imports = make_later(&mut later, &plan)?;
    make_first(&mut first, &plan, &imports)?;
    Ok(Split {
        first: first.emit_wasm(),
        later: later.emit_wasm(),
    })
}

fn parse(wasm: &[u8]) -> Result<Module> {
    ModuleConfig::new()
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(wasm)
}

/// What goes where. Functions are named by their index, which is the same in both copies.
#[derive(Debug, Default)]
struct Plan {
    /// Functions of the later module.
    moved: BTreeSet<usize>,
    /// Gates that the first module calls, each with its place in the table.
    gates: BTreeMap<usize, u32>,
    /// Places in the table that hold functions of the later module.
    places: BTreeMap<u32, usize>,
    /// How many places the table has.
    table_size: u64,
    /// Where the constants of the later module lie in memory, in rising order.
    constants: Vec<Range<u32>>,
}

impl Plan {
    fn new(module: &Module, references: &References) -> Result<Self> {
        let gates: BTreeMap<usize, &str> = module
            .funcs
            .iter_local()
            .map(|(id, _)| (id.index(), name(module, id)))
            .filter(|(_, name)| is_gate(name))
            .collect();
        ensure!(
            !gates.is_empty(),
            "the widget has no function in a module `gate`"
        );
        ensure!(
            gates
                .values()
                .all(|&name| references.functions.contains_key(name)),
            "functions have other names than the linker gave them"
        );
        let gates: BTreeSet<usize> = gates.into_keys().collect();
        let table = function_table(module)?;
        let slots = slots(module, table)?;
        let exported = module
            .exports
            .iter()
            .filter_map(|export| match export.item {
                walrus::ExportItem::Function(id) => Some(id),
                _ => None,
            });
        let mut stays = Stays::new(module, references, &gates);
        // Of what a tool has put into the table, the linker has nothing to tell.
        let unknown = slots.values().copied();
        let unknown = unknown.filter(|&id| !references.functions.contains_key(name(module, id)));
        stays.find(exported.chain(module.start).chain(unknown))?;
        let mut plan = Self {
            table_size: module.tables.get(table).initial,
            constants: stays.other_constants(),
            ..Self::default()
        };
        for (id, _) in module.funcs.iter_local() {
            if !stays.functions.contains(&id.index()) {
                plan.moved.insert(id.index());
            }
        }
        for (&slot, &id) in &slots {
            if plan.moved.contains(&id.index()) {
                plan.places.insert(slot, id.index());
            }
        }
        for &gate in &gates {
            let slot = u32::try_from(plan.table_size).context("the table is too large")?;
            plan.gates.insert(gate, slot);
            plan.places.insert(slot, gate);
            plan.table_size += 1;
        }
        Ok(plan)
    }
}

fn name(module: &Module, id: FunctionId) -> &str {
    module.funcs.get(id).name.as_deref().unwrap_or_default()
}

fn function_table(module: &Module) -> Result<TableId> {
    module
        .tables
        .main_function_table()?
        .context("the widget has no table of functions")
}

/// The functions in the table by their places.
fn slots(module: &Module, table: TableId) -> Result<BTreeMap<u32, FunctionId>> {
    let mut slots = BTreeMap::new();
    for element in module.elements.iter() {
        let ElementKind::Active { table: its, offset } = &element.kind else {
            bail!("the widget has functions that are put into a table at run time");
        };
        if *its != table {
            continue;
        }
        let (ConstExpr::Value(Value::I32(offset)), ElementItems::Functions(functions)) =
            (offset, &element.items)
        else {
            bail!("the widget's table is filled in a way that is unknown here");
        };
        for (place, &function) in functions.iter().enumerate() {
            slots.insert(u32::try_from(*offset)? + u32::try_from(place)?, function);
        }
    }
    Ok(slots)
}

/// Every function that others call by name.
#[derive(Default)]
struct Callees(Vec<FunctionId>);

impl Visitor<'_> for Callees {
    fn visit_call(&mut self, call: &Call) {
        self.0.push(call.func);
    }
    fn visit_return_call(&mut self, call: &ReturnCall) {
        self.0.push(call.func);
    }
    fn visit_ref_func(&mut self, reference: &RefFunc) {
        self.0.push(reference.func);
    }
}

fn callees(function: &LocalFunction) -> Vec<FunctionId> {
    let mut callees = Callees::default();
    dfs_in_order(&mut callees, function, function.entry_block());
    callees.0
}

/// What can be reached without going through a gate.
struct Stays<'a> {
    module: &'a Module,
    references: &'a References,
    gates: &'a BTreeSet<usize>,
    /// All functions by their names.
    named: BTreeMap<&'a str, Vec<FunctionId>>,
    functions: BTreeSet<usize>,
    /// By their place among the data of the references.
    data: BTreeSet<usize>,
    open: Vec<FunctionId>,
}

impl<'a> Stays<'a> {
    fn new(module: &'a Module, references: &'a References, gates: &'a BTreeSet<usize>) -> Self {
        let mut named: BTreeMap<&str, Vec<FunctionId>> = BTreeMap::new();
        for function in module.funcs.iter() {
            if let Some(name) = &function.name {
                named.entry(name).or_default().push(function.id());
            }
        }
        Self {
            module,
            references,
            gates,
            named,
            functions: BTreeSet::new(),
            data: BTreeSet::new(),
            open: Vec::new(),
        }
    }

    fn find(&mut self, roots: impl Iterator<Item = FunctionId>) -> Result<()> {
        self.open.extend(roots);
        let references = self.references;
        for name in &references.exported {
            self.take(&references.functions[name])?;
        }
        // What is written to stays, and with it all that it refers to.
        for (index, data) in self.references.data.iter().enumerate() {
            if !data.is_constant {
                self.take_data(index)?;
            }
        }
        while let Some(id) = self.open.pop() {
            if self.gates.contains(&id.index()) || !self.functions.insert(id.index()) {
                continue;
            }
            if let FunctionKind::Local(function) = &self.module.funcs.get(id).kind {
                self.open.extend(callees(function));
            }
            if let Some(targets) = self.references.functions.get(name(self.module, id)) {
                self.take(targets)?;
            }
        }
        Ok(())
    }

    fn take(&mut self, targets: &Targets) -> Result<()> {
        for name in &targets.functions {
            let functions = self.named.get(name.as_str());
            let functions = functions.with_context(|| {
                format!("the function {name} has another name than the linker gave it")
            })?;
            self.open.extend(functions);
        }
        for &index in &targets.data {
            self.take_data(index)?;
        }
        Ok(())
    }

    fn take_data(&mut self, index: usize) -> Result<()> {
        let references = self.references;
        if self.data.insert(index) {
            self.take(&references.data[index].targets)?;
        }
        Ok(())
    }

    /// The stretches of memory in which there is nothing but constants that weren't reached.
    fn other_constants(&self) -> Vec<Range<u32>> {
        let (mut theirs, mut ours) = (BTreeSet::new(), BTreeSet::new());
        for (index, data) in self.references.data.iter().enumerate() {
            let is_ours = self.data.contains(&index);
            let bytes = if is_ours { &mut ours } else { &mut theirs };
            bytes.extend(data.range.clone());
        }
        let mut stretches: Vec<Range<u32>> = Vec::new();
        for &byte in theirs.difference(&ours) {
            match stretches.last_mut() {
                Some(stretch) if stretch.end == byte => stretch.end += 1,
                _ => stretches.push(byte..byte + 1),
            }
        }
        stretches
    }
}

/// What the later module takes from the first, by the name of the import.
#[derive(Debug, Default)]
struct Imports {
    functions: BTreeMap<String, usize>,
    memories: BTreeMap<String, usize>,
    tables: BTreeMap<String, usize>,
    globals: BTreeMap<String, usize>,
}

/// Leaves in a copy what has moved; the rest becomes imports.
fn make_later(module: &mut Module, plan: &Plan) -> Result<Imports> {
    let table = function_table(module)?;
    module.start = None;
    let exports: Vec<_> = module.exports.iter().map(|export| export.id()).collect();
    exports
        .into_iter()
        .for_each(|export| module.exports.delete(export));
    keep_data(module, |bytes| overlaps(&bytes, &plan.constants))?;
    let elements: Vec<_> = module.elements.iter().map(|element| element.id()).collect();
    for element in elements {
        module.elements.delete(element);
    }
    drop_customs(module);
    import_all(module, plan);
    let ids = ids_by_index(module);
    for (offset, functions) in runs(&plan.places) {
        let functions = functions.iter().map(|index| ids[index]).collect();
        let offset = ConstExpr::Value(Value::I32(i32::try_from(offset)?));
        let kind = ElementKind::Active { table, offset };
        let element = module
            .elements
            .add(kind, ElementItems::Functions(functions));
        module.tables.get_mut(table).elem_segments.insert(element);
    }
    resize(module, table, plan);
    walrus::passes::gc::run(module);
    Ok(name_imports(module))
}

/// Removes what the linker has left for tools.
fn drop_customs(module: &mut Module) {
    let customs: Vec<_> = module.customs.iter().map(|(id, _)| id).collect();
    for custom in customs {
        module.customs.delete(custom);
    }
}

/// Whether a function is so small, and calls so little, that the later module has one of its own: to export
/// it would take more of the first one.
fn is_leaf(function: &LocalFunction) -> bool {
    function.size() <= LEAF_MAX && callees(function).is_empty()
}

/// Makes everything an import that hasn't moved, or is a leaf; what nobody needs goes later.
fn import_all(module: &mut Module, plan: &Plan) {
    let ids: Vec<_> = module.funcs.iter().map(|function| function.id()).collect();
    for id in ids {
        let is_taken = match &module.funcs.get(id).kind {
            FunctionKind::Local(function) => {
                !plan.moved.contains(&id.index()) && !is_leaf(function)
            }
            _ => false,
        };
        if is_taken {
            let ty = module.funcs.get(id).ty();
            let import = module.imports.add(FIRST, "", id);
            module.funcs.get_mut(id).kind = FunctionKind::Import(ImportedFunction { import, ty });
        }
    }
    let tables: Vec<_> = module.tables.iter().map(|table| table.id()).collect();
    for id in tables {
        let import = module.imports.add(FIRST, "", id);
        let table = module.tables.get_mut(id);
        table.import = Some(import);
        table.elem_segments.clear();
    }
    let memories: Vec<_> = module.memories.iter().map(|memory| memory.id()).collect();
    for id in memories {
        let import = module.imports.add(FIRST, "", id);
        let memory = module.memories.get_mut(id);
        memory.import = Some(import);
    }
    let globals: Vec<_> = module.globals.iter().map(|global| global.id()).collect();
    for id in globals {
        let import = module.imports.add(FIRST, "", id);
        module.globals.get_mut(id).kind = walrus::GlobalKind::Import(import);
    }
}

/// Gives each import a short name, and says what it is in the first module.
fn name_imports(module: &mut Module) -> Imports {
    let mut imports = Imports::default();
    let ids: Vec<ImportId> = module.imports.iter().map(|import| import.id()).collect();
    for (number, id) in ids.into_iter().enumerate() {
        let name = number.to_string();
        let import = module.imports.get_mut(id);
        import.module = FIRST.to_owned();
        import.name.clone_from(&name);
        match import.kind {
            ImportKind::Function(id) => imports.functions.insert(name, id.index()),
            ImportKind::Memory(id) => imports.memories.insert(name, id.index()),
            ImportKind::Table(id) => imports.tables.insert(name, id.index()),
            ImportKind::Global(id) => imports.globals.insert(name, id.index()),
            ImportKind::Tag(_) => None,
        };
    }
    imports
}

fn ids_by_index(module: &Module) -> BTreeMap<usize, FunctionId> {
    let ids = module.funcs.iter().map(|function| function.id());
    ids.map(|id| (id.index(), id)).collect()
}

/// Places that follow one another, as what is put into the table from one place on.
fn runs(places: &BTreeMap<u32, usize>) -> Vec<(u32, Vec<usize>)> {
    let mut runs: Vec<(u32, Vec<usize>)> = Vec::new();
    for (&place, &function) in places {
        match runs.last_mut() {
            Some((start, functions)) if *start + functions.len() as u32 == place => {
                functions.push(function);
            }
            _ => runs.push((place, vec![function])),
        }
    }
    runs
}

/// Takes out of the module what has moved, and exports what that needs.
fn make_first(module: &mut Module, plan: &Plan, imports: &Imports) -> Result<()> {
    let table = function_table(module)?;
    keep_data(module, |bytes| rest(&bytes, &plan.constants))?;
    drop_customs(module);
    let ids = ids_by_index(module);
    let missing = missing(module);
    for element in module.elements.iter_mut() {
        if let ElementItems::Functions(functions) = &mut element.items {
            for function in functions {
                if plan.moved.contains(&function.index()) {
                    *function = missing;
                }
            }
        }
    }
    for (gate, &slot) in &plan.gates {
        become_gate(module, ids[gate], table, slot)?;
    }
    resize(module, table, plan);
    for (name, index) in &imports.functions {
        module.exports.add(name, ids[index]);
    }
    let memories: Vec<_> = module.memories.iter().map(|one| one.id()).collect();
    let tables: Vec<_> = module.tables.iter().map(|one| one.id()).collect();
    let globals: Vec<_> = module.globals.iter().map(|one| one.id()).collect();
    export(module, &imports.memories, &memories, |id| id.index())?;
    export(module, &imports.tables, &tables, |id| id.index())?;
    export(module, &imports.globals, &globals, |id| id.index())?;
    walrus::passes::gc::run(module);
    Ok(())
}

fn export<T: Copy + Into<walrus::ExportItem>>(
    module: &mut Module,
    wanted: &BTreeMap<String, usize>,
    ids: &[T],
    index: impl Fn(T) -> usize,
) -> Result<()> {
    for (name, wanted) in wanted {
        let id = ids.iter().copied().find(|id| index(*id) == *wanted);
        module
            .exports
            .add(name, id.context("an import that the first module lacks")?);
    }
    Ok(())
}

fn resize(module: &mut Module, table: TableId, plan: &Plan) {
    let table = module.tables.get_mut(table);
    table.initial = plan.table_size;
    table.maximum = table.maximum.map(|most| most.max(plan.table_size));
}

/// What stands in the table for a function that isn't loaded yet: it traps.
fn missing(module: &mut Module) -> FunctionId {
    let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
    builder.func_body().unreachable();
    builder.finish(vec![], &mut module.funcs)
}

/// Gives a gate a body that calls through its place in the table.
fn become_gate(module: &mut Module, gate: FunctionId, table: TableId, slot: u32) -> Result<()> {
    let ty = module.funcs.get(gate).ty();
    let (parameters, results) = module.types.params_results(ty);
    let (parameters, results) = (parameters.to_vec(), results.to_vec());
    let locals: Vec<_> = parameters.iter().map(|ty| module.locals.add(*ty)).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &parameters, &results);
    let mut body = builder.func_body();
    for &local in &locals {
        body.local_get(local);
    }
    body.i32_const(i32::try_from(slot)?)
        .call_indirect(ty, table);
    module.funcs.get_mut(gate).kind = FunctionKind::Local(builder.local_func(locals));
    Ok(())
}

#[cfg(test)]
mod tests {
    use walrus::{DataKind, ExportItem};

    use super::super::references::Data;
    use super::*;

    const DECODE: &str = "_ZN11skill_check7content4gate6decode17h0E";

    /// `run` calls a gate, a helper and a leaf; the gate calls the helper and what only it needs. Helper and
    /// `pointed` stand in the table. Memory holds a constant of `run`, one of the gate's and a variable.
    fn module(gate: &str) -> Vec<u8> {
        let mut module = Module::default();
        let mut function = |name: &str, calls: &[FunctionId]| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.name(name.to_owned());
            // Too long for a leaf.
            for _ in 0..if name == "helper" { LEAF_MAX } else { 0 } {
                builder.func_body().i32_const(0).drop();
            }
            for &callee in calls {
                builder.func_body().call(callee);
            }
            builder.finish(vec![], &mut module.funcs)
        };
        let helper = function("helper", &[]);
        let leaf = function("leaf", &[]);
        let only = function("only", &[helper, leaf]);
        let gate = function(gate, &[helper, only]);
        let run = function("run", &[gate, helper, leaf]);
        let pointed = function("pointed", &[]);
        let memory = module.memories.add_local(false, false, 1, None, None);
        let offset = ConstExpr::Value(Value::I32(1024));
        let place = DataKind::Active { memory, offset };
        let data = module.data.add(
            place,
            b"constant of run,constant of gate, variable".to_vec(),
        );
        module.memories.get_mut(memory).data_segments.insert(data);
        let table = module
            .tables
            .add_local(false, 3, Some(3), walrus::RefType::FUNCREF);
        let kind = ElementKind::Active {
            table,
            offset: ConstExpr::Value(Value::I32(1)),
        };
        let items = ElementItems::Functions(vec![helper, pointed]);
        let element = module.elements.add(kind, items);
        module.tables.get_mut(table).elem_segments.insert(element);
        module.exports.add("run", run);
        module.exports.add("table", table);
        module.emit_wasm()
    }

    /// What the module's linker would have told: the gate's constant holds the address of `pointed`.
    fn references() -> References {
        let targets = |data: &[usize]| Targets {
            data: data.iter().copied().collect(),
            ..Targets::default()
        };
        let functions = [
            ("run", targets(&[0])),
            (DECODE, targets(&[1])),
            ("helper", targets(&[])),
            ("pointed", targets(&[])),
        ];
        let constant = |range| Data {
            range,
            is_constant: true,
            targets: Targets::default(),
        };
        let mut data = vec![
            constant(1024..1040),
            constant(1040..1058),
            constant(1058..1067),
        ];
        data[1].targets.functions.insert("pointed".to_owned());
        data[2].is_constant = false;
        References {
            functions: functions
                .map(|(name, targets)| (name.to_owned(), targets))
                .into(),
            exported: BTreeSet::from(["run".to_owned()]),
            data,
        }
    }

    fn memory(module: &Module) -> Vec<(i32, String)> {
        let segments = module.data.iter().map(|data| match data.kind {
            DataKind::Active {
                offset: ConstExpr::Value(Value::I32(offset)),
                ..
            } => (offset, String::from_utf8_lossy(&data.value).into_owned()),
            _ => panic!("a segment without a place"),
        });
        segments.collect()
    }

    fn local_count(module: &Module) -> usize {
        module.funcs.iter_local().count()
    }

    #[test]
    fn what_only_gates_lead_to_goes_into_the_later_module() {
        let split = split(&module(DECODE), &references()).unwrap();
        let (first, later) = (parse(&split.first).unwrap(), parse(&split.later).unwrap());
        // The gate stays as a call through the table, beside what runs without it.
        // What traps in the place of `pointed` is the fifth. Of the leaf both have one.
        assert_eq!(local_count(&first), 5);
        assert_eq!(local_count(&later), 4);
        let imports: Vec<_> = later.imports.iter().collect();
        assert!(imports.iter().all(|import| import.module == FIRST));
        assert_eq!(imports.len(), 3, "the helper, the table and the memory");
        for import in imports {
            let exported = first.exports.iter().find(|one| one.name == import.name);
            let kinds = (&import.kind, &exported.unwrap().item);
            assert!(matches!(
                kinds,
                (ImportKind::Function(_), ExportItem::Function(_))
                    | (ImportKind::Memory(_), ExportItem::Memory(_))
                    | (ImportKind::Table(_), ExportItem::Table(_))
            ));
        }
        for part in [&first, &later] {
            let table = part.tables.iter().next().unwrap();
            assert_eq!((table.initial, table.maximum), (4, Some(4)));
        }
        let table = function_table(&later).unwrap();
        let slots: Vec<_> = slots(&later, table).unwrap().into_keys().collect();
        assert_eq!(
            slots,
            [2, 3],
            "of what the gate points to, and the gate's new one"
        );
    }

    #[test]
    fn constants_that_only_gates_lead_to_go_along() {
        let split = split(&module(DECODE), &references()).unwrap();
        let (first, later) = (parse(&split.first).unwrap(), parse(&split.later).unwrap());
        let text = |text: &str| text.to_owned();
        assert_eq!(memory(&later), [(1040, text("constant of gate, "))]);
        assert_eq!(
            memory(&first),
            [(1024, text("constant of run,")), (1058, text("variable"))]
        );
    }

    #[test]
    fn functions_with_names_of_another_linker_are_refused() {
        let mut references = references();
        references.functions.remove(DECODE);
        assert!(split(&module(DECODE), &references).is_err());
    }

    #[test]
    fn a_widget_without_gates_is_refused() {
        let error = split(&module("_ZN11skill_check4view6result17h0E"), &references()).unwrap_err();
        assert!(error.to_string().contains("`gate`"));
    }

    #[test]
    fn places_that_follow_one_another_make_a_run() {
        let places = BTreeMap::from([(1, 10), (2, 11), (4, 12)]);
        assert_eq!(runs(&places), [(1, vec![10, 11]), (4, vec![12])]);
    }
}
