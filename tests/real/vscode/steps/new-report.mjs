// A report from a template.

export async function newReport(window) {
  await window.closeAll();
  await window.command("Crossfoot: New Report from Template");
  await window.pick("cn/open-gov-2021");
  await (await window.answer("青石县林业局")).press("Enter");
  await (await window.answer("2024")).press("Enter");
  await window.pick("There is none", "");
  const has = (text) => async () => (await window.lines()).some((it) => it.includes(text));
  await window.until("the form", has("cn/open-gov-2021"));
  await window.until("the body", has("青石县林业局"));
  await window.until("the period", has("2024"));
  await window.until("its sections", has("总体情况"));
}
