// Imported on the edge runtime, where nothing may be thrown.
import { SkillCheck } from "@skill-check/widget";

export const runtime = "edge";

export function GET() {
  return new Response(`imported: ${typeof SkillCheck}`);
}
