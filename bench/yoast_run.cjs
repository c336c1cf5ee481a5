// Runs npm's yoastseo, as an outside program, on papers read from standard input (JSON list);
// writes {results: [{id: {score, text}}], milliseconds: [...]} to standard output.
// argv: [folder that holds node_modules] [times to repeat] [names of researches, comma separated]
const path = require("path");
const folder = process.argv[2];
const repeat = Number(process.argv[3] || 1);
const wanted = (process.argv[4] || "").split(",").filter(Boolean);
const yoast = require(path.join(folder, "node_modules", "yoastseo"));
const Researcher = require(
  path.join(folder, "node_modules", "yoastseo/build/languageProcessing/languages/fr/Researcher")
).default;

function analyse(data) {
  const paper = new yoast.Paper(data.html, {
    keyword: data.keyphrase,
    description: data.description,
    title: data.seo_title,
    textTitle: data.title,
    titleWidth: data.title_width,
    slug: data.slug,
    permalink: data.permalink,
    locale: "fr_FR",
  });
  const researcher = new Researcher(paper);
  if (yoast.languageProcessing && Researcher.prototype.addConfig === undefined) throw new Error("researcher");
  const found = {};
  for (const Assessor of [yoast.assessors.SEOAssessor, yoast.assessors.ContentAssessor]) {
    const assessor = new Assessor(researcher);
    assessor.assess(paper);
    for (const result of assessor.getValidResults()) {
      found[result.getIdentifier()] = { score: result.getScore(), text: result.getText() };
    }
  }
  const researches = {};
  for (const name of wanted) researches[name] = researcher.getResearch(name);
  return { found, researches };
}

let input = "";
process.stdin.on("data", (piece) => (input += piece));
process.stdin.on("end", () => {
  const papers = JSON.parse(input);
  const results = papers.map(analyse);
  const milliseconds = papers.map((paper) => {
    let best = Infinity;
    for (let i = 0; i < repeat; i++) {
      const start = process.hrtime.bigint();
      analyse(paper);
      best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e6);
    }
    return best;
  });
  process.stdout.write(JSON.stringify({ results, milliseconds }));
});
