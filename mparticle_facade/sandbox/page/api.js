// Asking the sandbox.

/** JSON of the sandbox, as text; an error a person can read where there is none. */
export async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The sandbox can't be reached.");
  }
  if (answer.ok) return answer.text();
  if (answer.status === 404) throw new Error("The sandbox no longer has this.");
  let said = "";
  try {
    said = `: ${(await answer.json()).errors[0].message}`;
  } catch {
    // another form of answer; the status has to do
  }
  throw new Error(`The sandbox answered ${answer.status}${said}`);
}

/** Part of a list, newest first: {rows, before, newest}. */
export async function list(kind, query, signal) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== "");
  return JSON.parse(await ask(`/sandbox/rows/${kind}?${new URLSearchParams(given)}`, { signal }));
}
