// Holds the pairs of standard input ({"plan": ..., "batch": ...}, one a line) against the vendor's validator.
const { DataPlanService } = require(process.argv[2] + "/node_modules/@mparticle/data-planning-node");
const { createInterface } = require("readline");
console.warn = () => {};
const service = new DataPlanService({ workspaceId: 1, clientId: "x", clientSecret: "y" });

(async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    const { plan, batch } = JSON.parse(line);
    let answer;
    try {
      answer = { results: (await service.validateBatch(batch, plan)).results };
    } catch (error) {
      answer = { error: String(error) };
    }
    console.log(JSON.stringify(answer));
  }
})();
