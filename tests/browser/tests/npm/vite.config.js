// What the package's own README says about the development server.
export default { optimizeDeps: { exclude: ["@skill-check/widget"] } };
