// Rendered on the edge runtime, which has no elements.
import "@skill-check/widget";
import { SkillCheck } from "@skill-check/widget/react";

export const runtime = "edge";

export default function Page() {
  return <SkillCheck lang="en" mode="quick" />;
}
