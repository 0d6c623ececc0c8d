"""Make a catalogue of any size, always the same.

    python benchmarks/catalogue.py COUNT TARGET [--seed N]

TARGET gets records in canonical text, in which `validate --strict` finds nothing, with the
vocabularies and templates of this repository; and what to try on it:

    foreign.bib    as many entries; two of three works are known, some with faults
    FOREIGN.md     an Awesome list of the same works
    cites.tex      cites 50 keys

Shares, numbers and lengths are those of the real catalogue, rounded. Titles are drawn from
few words, so they resemble each other more than real ones do.
"""

from __future__ import annotations

import argparse
import re
import shutil
from functools import cached_property
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import yaml

from unisurvey.bib.keys import make_key
from unisurvey.records.canonical import canonical_data

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parents[1]
PAPERS, DATASETS = 0.74, 0.12  # of all; the rest are benchmarks
MODELS = 0.24  # of the papers
KNOWN = 0.66  # of what is foreign

GIVEN = (
    "Wei Jing Hao Yu Ruolan Xin Lei Yang Min Jun Kai Ana José María Björn Søren Łukasz Zoë"
    " Émile François Jürgen Özgür Şule İpek Đorđe Khánh Åsa Priya Arjun Fatima Omar Yuki"
    " Haruka Minho Jisoo Olga Dmitri Chinedu Amina Luca Giulia Noah Emma Oliver Sophie"
    " Daniel Grace Rahul Meera Tuan Linh"
).split()
FAMILY = (
    "Zhang Wang Chen Liu Huang Zhao Wu Zhou Xu Sun Zhu Hu Guo Lin Luo Gao Tang Dong Müller"
    " Schröder García López Núñez Šimůnek Dvořák Kowalczyk Wójcik Åström Bjørnsen O'Brien"
    " Nguyễn Trần Phạm Kim Park Choi Tanaka Suzuki Satō Ivanov Petrova Rossi Bianchi Silva"
    " Gonçalves Çelik Yılmaz Gupta Sharma Iyer Smith Johnson Brown Davis Wilson Okafor"
    " Mensah Haddad Rahimi Cohen Levy Dubois Lefèvre Janssen Hansen Virtanen Kovács"
).split()
WORDS = (
    "Unified Multimodal Understanding Generation Image Text Video Diffusion Autoregressive"
    " Token Latent Visual Language Semantic Pixel Encoding Decoding Transformer Masked Flow"
    " Matching Reasoning Editing Interleaved Instruction Tuning Alignment Scaling Efficient"
    " Controllable Compositional Spatial Temporal Continuous Discrete Hierarchical Sparse"
    " Contrastive Self-supervised Retrieval-augmented Memory World Action Grounding Layout"
    " Photorealistic Personalized Subject-driven Layered Streaming Long-context Mixture"
    " Adaptive Progressive Residual Quantized Codebook Vocabulary Prior Guidance Expert"
    " Distillation Preference Reward Feedback Evaluation Robustness Safety Knowledge Graph"
    " Perception Embodied Scene Object Attribute Relation Counting Texture Geometry Motion"
).split()
LINKS = "for with via without beyond from through under across".split()
HEADS = (
    "Mo Ja Su Ve Ka Lu Ti Ro Ne Pa Sho Bri Flu Zen Or Vi Qua Xe Dra El Gra Hy".split()
)
MIDDLES = "na ri lo mu ta ve xi do pe ka ni sa to ru la".split()
TAILS = (
    "Flow Gen Former Fusion Unit Net Vision Token Mix Next Canvas Omni Bridge".split()
)
UNITS = ("prompts", "questions", "edits", "image-text pairs", "documents")
SIZES = (0.5, 1.3, 1.5, 3.0, 7.0, 8.0, 13.0, 14.0, 32.0, 72.0)

Data = dict[str, Any]


class Maker:
    """What is drawn by lot, from one seed."""

    def __init__(self, seed: int) -> None:
        """Read the vocabularies of this repository."""
        self._lot = Random(seed)  # noqa: S311 - no secret
        self.pick = self._lot.choice
        self._sections = list(_leaves(vocabulary("taxonomy")))
        self._names: set[str] = set()
        self._keys: set[str] = set()

    @cached_property
    def venues(self) -> list[str]:
        """Ids of venues."""
        return [venue["id"] for venue in vocabulary("venues")]

    @cached_property
    def _licenses(self) -> list[str]:
        return [entry["id"] for entry in vocabulary("licenses")]

    @cached_property
    def _parts(self) -> list[tuple[str, str]]:
        return [(part["kind"], part["id"]) for part in vocabulary("components")]

    def chance(self, share: float) -> bool:
        """Say yes that often."""
        return self._lot.random() < share

    def _section(self, kind: str) -> Data:
        return self.pick([leaf for leaf in self._sections if leaf["kind"] == kind])

    def _part(self, *kinds: str) -> list[str]:
        return [self.pick([name for kind, name in self._parts if kind in kinds])]

    def _name(self) -> str:
        while True:
            count = self._lot.choice((1, 2, 2))
            name = self.pick(HEADS) + "".join(self._lot.choices(MIDDLES, k=count))
            name += self.pick(TAILS) if self.chance(0.8) else ""
            if name.casefold() in self._names:
                name += f"-{self._lot.randrange(10**6)}"
            if name.casefold() not in self._names:
                self._names.add(name.casefold())
                return name

    def title(self) -> str:
        """Return one of the usual form, `Name: What It Is for`."""
        words = self._lot.sample(WORDS, self._lot.randint(5, 9))
        words.insert(self._lot.randint(2, len(words) - 2), self.pick(LINKS))
        return f"{self._name()}: {' '.join(words)}"

    def authors(self) -> list[str]:
        """Return different people: 9 or 10 as a rule, seldom over 100."""
        count = max(1, min(400, round(self._lot.lognormvariate(2.25, 0.75))))
        found: dict[str, str] = {}  # without hyphens → as written
        while len(found) < count:
            given = self._lot.sample(GIVEN, self.pick((1, 1, 2, 2, 2)))
            name = f"{self.pick(' -').join(given)} {self.pick(FAMILY)}"
            found.setdefault(name.replace("-", " "), name)
        return list(found.values())

    def day(self) -> str:
        """Return a day that has passed."""
        year = self._lot.randint(2019, 2026)
        month = self._lot.randint(1, 10 if year == 2026 else 12)
        return f"{year}-{month:02}-{self._lot.randint(1, 28):02}"

    def _model(self, name: str) -> Data:
        section = self._section("model")
        semantic = self._part("vision-encoder")
        pixel = self._part("visual-tokenizer", "autoencoder")
        encoders: Data = {"understanding": semantic, "generation": pixel}
        match section.get("encoding"):
            case "pixel" | None:
                encoders = {"shared": pixel}
            case "semantic":
                encoders = {"shared": semantic}
            case "learnable-query":
                encoders["generation"] = self._part("query")
        more = [] if section.get("paradigm") else [self.pick(("audio", "speech"))]
        found: Data = {"name": name, "section": section["id"]}
        found |= {"backbone": self._part("language-model"), "encoders": encoders}
        found["decoder"] = self._part("visual-tokenizer", "diffusion-model")
        if self.chance(0.9):
            found["mask"] = self.pick(("causal", "bidirectional"))
        if self.chance(0.5):
            sizes = sorted(self._lot.sample(SIZES, self.pick((1, 2))))
            found["variants"] = [
                {"id": f"{size:g}b", "parameters": {"stated": size}} for size in sizes
            ]
        modalities = {"input": ["text", "image", *more], "output": ["text", "image"]}
        return found | {"modalities": modalities}

    def paper(self, n: int) -> tuple[str, Data]:
        """Return a paper's id and data; `n` is in its identifiers."""
        title, authors, day = self.title(), self.authors(), self.day()
        name, year = title.partition(":")[0], int(day[:4])
        is_model, published = self.chance(MODELS), self.chance(0.62)
        data: Data = {"key": make_key(authors, year, title, self._keys)}
        self._keys.add(data["key"])
        if not is_model and self.chance(0.65):
            data["name"] = name
        data |= {"title": title, "authors": authors, "date": day}
        if has_preprint := self.chance(0.93):
            data["arxiv"] = f"{day[2:4]}{day[5:7]}.{n:05}"
        if published and self.chance(0.35):
            data["doi"] = f"10.1109/CONF{year}.{n}"
        if not has_preprint:
            data["url"] = f"https://proceedings.example.org/{n}.html"
        if published:
            data["venue"] = f"{self.pick(self.venues)}-{year + self.pick((0, 1))}"
            if self.chance(0.5):
                first = self._lot.randint(1, 20_000)
                data["pages"] = f"{first}–{first + self._lot.randint(7, 20)}"
        if not is_model:
            data["sections"] = [self._section("paper")["id"]]
            return self._sourced(name, data, n)
        place = f"lab-{n % 1999}/{name}-{n}"
        data["links"] = {
            "code": f"https://github.com/{place}",
            "project": f"https://lab-{n % 1999}.example.org/{n}/",
            "weights": f"https://huggingface.co/{place}",
        }
        data["code_license"] = self.pick(self._licenses)
        data["model"] = self._model(name)
        return self._sourced(name, data, n)

    def dataset(self, n: int, papers: list[str]) -> tuple[str, Data]:
        """Return a dataset's id and data; it belongs to one of the papers."""
        data: Data = {"name": self._name(), "section": self._section("dataset")["id"]}
        data |= {
            "samples": self._lot.randint(1, 9_999) * 1_000,
            "unit": self.pick(UNITS),
        }
        data |= {"date": self.day(), "paper": self.pick(papers)}
        if self.chance(0.5):
            data["license"] = self.pick(self._licenses)
        home = f"https://huggingface.co/datasets/lab-{n % 1999}/{data['name']}-{n}"
        return self._sourced(data["name"], data | {"links": {"home": home}}, n)

    def benchmark(self, n: int, papers: list[str]) -> tuple[str, Data]:
        """Return a benchmark's id and data; it belongs to one of the papers."""
        data: Data = {"name": self._name(), "section": self._section("benchmark")["id"]}
        data |= {"size": self._lot.randint(50, 9_999), "unit": self.pick(UNITS)}
        data["evaluates"] = " and ".join(self._lot.sample(WORDS, 2)).lower()
        data |= {"input": ["image", "prompt"], "output": ["image"], "date": self.day()}
        home = f"https://github.com/lab-{n % 1999}/{data['name']}-{n}"
        data |= {"paper": self.pick(papers), "links": {"home": home}}
        return self._sourced(data["name"], data, n)

    def _sourced(self, name: str, data: Data, n: int) -> tuple[str, Data]:
        """Let a few sources vouch for all fields between them."""
        fields = list(_fields(data))
        count = max(1, round(self._lot.gauss(2.5 + len(fields) / 3.2, 1)))
        size = -(-len(fields) // count)
        where = f"https://github.com/lists/list-{n % 977}/blob/{n:07x}/papers/metadata"
        sources: list[Data] = []
        for start in range(0, len(fields), size):
            source = {"url": f"{where}/page-{start}.json"}
            source |= {"at": f"Table {start}"} if self.chance(0.2) else {}
            sources.append({**source, "vouches": fields[start : start + size]})
        if self.chance(0.4):
            data["corrections"] = [
                {
                    "in": self.pick(("awesome-list", "survey-v6-references")),
                    "field": self.pick(fields),
                    "was": f"something else {n}",
                    "reason": "the publisher's page says so",
                    "source": f"https://example.org/correction/{n}",
                }
            ]
        if self.chance(0.12):
            data["notes"] = [f"The released files of {n} differ from the paper's text."]
        return name.casefold(), data | {"sources": sources, "added": "2026-11-22"}


def vocabulary(name: str) -> list[Data]:
    """Return the entries of one of this repository's vocabularies."""
    text = (HERE / "data" / f"{name}.yaml").read_bytes()
    entries: list[Data] = yaml.load(text, yaml.CSafeLoader)
    return entries


def _leaves(sections: list[Data]) -> Iterator[Data]:
    for section in sections:
        yield from _leaves(section["children"]) if "children" in section else (section,)


def _fields(data: Data, above: str = "") -> Iterator[str]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield from _fields(value, f"{above}{name}.")
        elif name != "key":
            yield f"{above}{name}"


def write(count: int, target: Path, seed: int = 7) -> None:
    """Write a catalogue of so many records, and what to try on it."""
    maker = Maker(seed)
    papers = dict(map(maker.paper, range(round(count * PAPERS))))
    ids = list(papers)
    datasets = dict(maker.dataset(n, ids) for n in range(round(count * DATASETS)))
    rest = range(count - len(papers) - len(datasets))
    benchmarks = dict(maker.benchmark(n, ids) for n in rest)
    shutil.copytree(HERE / "templates", target / "templates")
    kinds = {"papers": papers, "datasets": datasets, "benchmarks": benchmarks}
    for folder, records in kinds.items():
        (target / "data" / folder).mkdir(parents=True)
        for stem, data in records.items():
            path = target / "data" / folder / f"{stem}.yaml"
            path.write_text(canonical_data(data), "utf-8")
    for path in (HERE / "data").glob("*.yaml"):
        text = path.read_text("utf-8")
        # what records of this repository must tell, which those made here do not
        text = re.sub(r"^complete:\n(?:[ -].*\n)+", "", text, flags=re.MULTILINE)
        text = re.sub(r"^(?:boards|against): .*\n", "", text, flags=re.MULTILINE)
        lines = text.splitlines(keepends=True)
        # works of this repository, which are left out
        kept = [line for line in lines if not line.startswith(("work: ", "  paper: "))]
        (target / "data" / path.name).write_text("".join(kept), "utf-8")
    write_foreign(maker, list(papers.values()), count, target)


def write_foreign(maker: Maker, papers: list[Data], count: int, target: Path) -> None:
    """Write a .bib and a list that partly agree with these papers, and a document."""
    entries, rows = [], ["| Paper | Venue | Code |", "|---|---|---|"]
    for n in range(count):
        work = papers[n % len(papers)]
        if not maker.chance(KNOWN):
            work = {"key": f"k{n}", "title": maker.title(), "authors": maker.authors()}
            work |= {"date": maker.day(), "arxiv": f"1801.{n:05}"}
        title = work["title"]
        people = [name for name in work["authors"] if isinstance(name, str)]
        if maker.chance(0.2):
            title = title.replace(" Multimodal", " Multi-Modal") + maker.pick(("", "s"))
        if maker.chance(0.1):
            people = [*people[:-1], "Some Body"]
        arxiv = work.get("arxiv") if maker.chance(0.7) else None
        parts = (name.rpartition(" ") for name in islice(people, 30))
        names = " and ".join(f"{family}, {given}" for given, _, family in parts)
        lines = [
            f"@inproceedings{{{work['key']}x{n}",
            f"  title = {{{title}}}",
            f"  author = {{{names}}}",
            f"  year = {{{work['date'][:4]}}}",
        ]
        if arxiv:
            lines += [f"  eprint = {{{arxiv}}}", "  archiveprefix = {arXiv}"]
        venue = maker.pick(maker.venues).upper()
        lines.append(f"  booktitle = {{{venue}}}")
        entries.append(",\n".join(lines) + "\n}\n")
        link = f"https://arxiv.org/abs/{arxiv}" if arxiv else f"https://example.org/{n}"
        code = f"[Code](https://github.com/x/{n})"
        rows.append(f"| [{title}]({link}) | {venue} {work['date'][:4]} | {code} |")
    (target / "foreign.bib").write_text("\n".join(entries), "utf-8")
    head = "# Awesome\n\n## Models\n\n"
    (target / "FOREIGN.md").write_text(head + "\n".join(rows) + "\n", "utf-8")
    cited = "".join(f"Text \\cite{{{paper['key']}}}.\n" for paper in papers[:50])
    document = "\\documentclass{article}\n\\begin{document}\n%s\\end{document}\n"
    (target / "cites.tex").write_text(document % cited, "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("target", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    write(given.count, given.target, given.seed)
