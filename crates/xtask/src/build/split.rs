//! The widget's code in two: what a visitor needs to answer, and what is shown once they have.
//!
//! Both share memory, table and stack. The later module takes everything that only [`GATES`] lead
//! to. In the first one a gate is a short function that calls through a place in the table; the
//! later module fills that place when it is instantiated. Before that a gate traps, so the widget
//! asks for the later module first: see `src/later.rs`.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use walrus::ir::{Call, RefFunc, ReturnCall, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, ElementItems, ElementKind, FunctionBuilder, FunctionId, FunctionKind, ImportId,
    ImportKind, ImportedFunction, LocalFunction, Module, ModuleConfig, TableId,
};

/// The functions that lead to the later module, by their paths. None is inlined.
const GATES: &[&str] = &["skill_check::later::gate::"];

/// The name under which the later module imports from the first.
const FIRST: &str = "first";

/// The code in two modules.
#[derive(Debug)]
pub(crate) struct Split {
    /// What is loaded at once; it exports what the other one needs.
    pub(crate) first: Vec<u8>,
    /// What is loaded when it is needed; it imports from the first.
    pub(crate) later: Vec<u8>,
}

/// Splits a module that still has its names.
pub(crate) fn split(wasm: &[u8]) -> Result<Split> {
    let mut first = parse(wasm)?;
    let mut later = parse(wasm)?;
    let plan = Plan::new(&first)?;
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
}

impl Plan {
    fn new(module: &Module) -> Result<Self> {
        let gates: BTreeSet<usize> = module
            .funcs
            .iter_local()
            .filter(|(id, _)| is_gate(module, *id))
            .map(|(id, _)| id.index())
            .collect();
        ensure!(
            !gates.is_empty(),
            "the widget has no function {}…",
            GATES.join("… or ")
        );
        let table = function_table(module)?;
        let slots = slots(module, table)?;
        let exported = module
            .exports
            .iter()
            .filter_map(|export| match export.item {
                walrus::ExportItem::Function(id) => Some(id),
                _ => None,
            });
        let roots = exported.chain(module.start).chain(slots.values().copied());
        let stays = reachable(module, roots, &gates);
        let mut plan = Self {
            table_size: module.tables.get(table).initial,
            ..Self::default()
        };
        for (id, _) in module.funcs.iter_local() {
            if !stays.contains(&id.index()) {
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

fn is_gate(module: &Module, id: FunctionId) -> bool {
    let name = module.funcs.get(id).name.as_deref().unwrap_or_default();
    GATES.iter().any(|gate| name.starts_with(gate))
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

/// What can be reached from the roots without going through a gate.
fn reachable(
    module: &Module,
    roots: impl Iterator<Item = FunctionId>,
    gates: &BTreeSet<usize>,
) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open: Vec<FunctionId> = roots.collect();
    while let Some(id) = open.pop() {
        if gates.contains(&id.index()) || !found.insert(id.index()) {
            continue;
        }
        if let FunctionKind::Local(function) = &module.funcs.get(id).kind {
            open.extend(callees(function));
        }
    }
    found
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
    let data: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    data.into_iter().for_each(|data| module.data.delete(data));
    let elements: Vec<_> = module.elements.iter().map(|element| element.id()).collect();
    for element in elements {
        module.elements.delete(element);
    }
    let customs: Vec<_> = module.customs.iter().map(|(id, _)| id).collect();
    for custom in customs {
        module.customs.delete(custom);
    }
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

/// Makes everything an import that hasn't moved; what nobody needs goes later.
fn import_all(module: &mut Module, plan: &Plan) {
    let ids: Vec<_> = module.funcs.iter().map(|function| function.id()).collect();
    for id in ids {
        let is_local = matches!(module.funcs.get(id).kind, FunctionKind::Local(_));
        if is_local && !plan.moved.contains(&id.index()) {
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
        memory.data_segments.clear();
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
    use walrus::ExportItem;

    use super::*;

    /// `run` calls a gate and a helper; the gate calls the helper and what only it needs, which also
    /// stands in the table.
    fn module(gate: &str) -> Vec<u8> {
        let mut module = Module::default();
        let mut function = |name: &str, calls: &[FunctionId]| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.name(name.to_owned());
            for &callee in calls {
                builder.func_body().call(callee);
            }
            builder.finish(vec![], &mut module.funcs)
        };
        let helper = function("helper", &[]);
        let only = function("only", &[helper]);
        let gate = function(gate, &[helper, only]);
        let run = function("run", &[gate, helper]);
        let table = module
            .tables
            .add_local(false, 2, Some(2), walrus::RefType::FUNCREF);
        let kind = ElementKind::Active {
            table,
            offset: ConstExpr::Value(Value::I32(1)),
        };
        let items = ElementItems::Functions(vec![helper]);
        let element = module.elements.add(kind, items);
        module.tables.get_mut(table).elem_segments.insert(element);
        module.exports.add("run", run);
        module.exports.add("table", table);
        module.emit_wasm()
    }

    fn local_count(module: &Module) -> usize {
        module.funcs.iter_local().count()
    }

    #[test]
    fn what_only_gates_lead_to_goes_into_the_later_module() {
        let split = split(&module("skill_check::later::gate::result::h0")).unwrap();
        let (first, later) = (parse(&split.first).unwrap(), parse(&split.later).unwrap());
        // The gate stays as a call through the table, beside what runs without it.
        assert_eq!(local_count(&first), 3);
        assert_eq!(local_count(&later), 2);
        let imports: Vec<_> = later.imports.iter().collect();
        assert!(imports.iter().all(|import| import.module == FIRST));
        assert_eq!(imports.len(), 2, "the helper and the table");
        for import in imports {
            let exported = first.exports.iter().find(|one| one.name == import.name);
            let kinds = (&import.kind, &exported.unwrap().item);
            assert!(matches!(
                kinds,
                (ImportKind::Function(_), ExportItem::Function(_))
                    | (ImportKind::Table(_), ExportItem::Table(_))
            ));
        }
        for part in [&first, &later] {
            let table = part.tables.iter().next().unwrap();
            assert_eq!((table.initial, table.maximum), (3, Some(3)));
        }
        let table = function_table(&later).unwrap();
        let slots: Vec<_> = slots(&later, table).unwrap().into_keys().collect();
        assert_eq!(slots, [2], "the gate's new place");
    }

    #[test]
    fn a_widget_without_gates_is_refused() {
        let error = split(&module("skill_check::view::result")).unwrap_err();
        assert!(error.to_string().contains("skill_check::later::gate"));
    }

    #[test]
    fn places_that_follow_one_another_make_a_run() {
        let places = BTreeMap::from([(1, 10), (2, 11), (4, 12)]);
        assert_eq!(runs(&places), [(1, vec![10, 11]), (4, vec![12])]);
    }
}
