"""Names in the other grammatical number: what derives which link, and above all what does not."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.text.endings import ENDINGS
from glossary.text.number import other_numbers

PAIRS = {
    "en": """
        policy / policies | key / keys | hero / heroes | photo / photos | quiz / quizzes | batch / batches | box / boxes
        epoch / epochs | stomach / stomachs | hash / hashes | class / classes | loss / losses | process / processes
        cache / caches | niche / niches | size / sizes | phase / phases | response / responses | clause / clauses
        database / databases | node / nodes | archive / archives | valve / valves | curve / curves | wave / waves
        half / halves | shelf / shelves | leaf / leaves | life / lives | half-life / half-lives | knife / knives
        bias / biases | alias / aliases | canvas / canvases | lens / lenses | virus / viruses | status / statuses
        bus / buses | hypothesis / hypotheses | synthesis / syntheses | diagnosis / diagnoses | crisis / crises
        criterion / criteria | phenomenon / phenomena | automaton / automata, automatons | child / children
        person / people, persons | man / men | woman / women | mouse / mice | foot / feet | tooth / teeth
        spectrum / spectra, spectrums | corpus / corpora, corpuses | genus / genera | optimum / optima, optimums
        radius / radii, radiuses | stimulus / stimuli | nucleus / nuclei | quantum / quanta | stratum / strata
        index / indices, indexes | matrix / matrices, matrixes | vertex / vertices, vertexes | submatrix / submatrices, submatrixes
        vacuum / vacuums, vacua | schema / schemas, schemata | formula / formulas, formulae | lemma / lemmas, lemmata
        metric / metrics | topic / topics | heuristic / heuristics | lambda / lambdas | replica / replicas | area / areas
        movie / movies | cookie / cookies | tie / ties | entry / entries | query / queries | day / days | soliloquy / soliloquies
        menu / menus | taxi / taxis | wiki / wikis | video / videos | zero / zeros, zeroes | repo / repos | bit / bits
        ad / ads | log / logs | eye / eyes | use / uses | axe > axes | axes > axis | shoe / shoes | house / houses | craftsman / craftsmen
        trade-off / trade-offs | fine-tune / fine-tunes | Plug-in / Plug-ins | code review / code reviews
        large language model / large language models | Support Vector Machine / Support Vector Machines
        confusion matrix / confusion matrices, confusion matrixes | Indexing policy / Indexing policies
        rate of change / rates of change | mixture of experts / mixtures of experts | Bag-of-words / Bags-of-words
        mean time to recovery / mean times to recovery | point of presence / points of presence
        out-of-memory error / out-of-memory errors | context window / context windows | harmonic mean / harmonic means
        chain of thought prompt > chains of thought prompt, chain of thought prompts | Infrastructure as Code / Infrastructures as Code
        GPU / GPUs | SM / SMs | LoRA / LoRAs | ReLU / ReLUs | iPhone / iPhones | DaemonSet / DaemonSets | OS / OSs, OSes | DNS > DNSs, DNSes
        façade / façades | naïve model / naïve models | Epoch / Epochs | Matrix / Matrices, Matrixes
        """,
    "de": """
        Regelung / Regelungen | Genauigkeit / Genauigkeiten | Architektur > Architekturen | Eigenschaft / Eigenschaften
        Funktion / Funktionen | Aktivität / Aktivitäten | Schleife > Schleifen | Entwicklerin / Entwicklerinnen
        Compiler > Compilers, Compilern | Lernen > Lernens | Vektor > Vektoren, Vektors | Algorithmus > Algorithmen
        Netzwerk > Netzwerke, Netzwerks, Netzwerkes, Netzwerken | Modell > Modelle, Modells, Modelles, Modellen
        Netz > Netze, Netzes, Netzen | Parameter > Parameters, Parametern | GPU / GPUs | Plug-in > Plug-ins
        Ergebnis > Ergebnisse, Ergebnisses, Ergebnissen | Sprachmodell > Sprachmodelle, Sprachmodells, Sprachmodelles, Sprachmodellen
        """,
    "fr": """
        réseau / réseaux | modèle / modèles | fonction / fonctions | canal / canaux | jeu > jeux | pneu > pneus
        réseau de neurones / réseaux de neurones | apprentissage automatique / apprentissages automatiques
        réseau neuronal / réseaux neuronaux | taux d'apprentissage > | descente de gradient / descentes de gradient
        modèle de langage étendu > modèles de langage étendu, modèles de langage étendus | bijou > bijoux | travail > travaux
        """,
    "es": """
        red / redes | función / funciones | modelo de lenguaje / modelos de lenguaje | red neuronal / redes neuronales
        dato / datos | vez > veces | capacidad / capacidades | error / errores | tabú > tabúes, tabús
        """,
    "pt": """
        função / funções | rede neural / redes neurais | imagem / imagens | modelo de linguagem / modelos de linguagem
        vetor / vetores | túnel > túnéis, túneis | GPU / GPUs | matriz / matrizes
        """,
    "it": """
        rete neurale > reti neurali | funzione / funzioni | modello / modelli | problema > problemi, probleme
        matrice > matrici | discesa del gradiente > discese del gradiente | luogo > luoghi, luogi
        """,
    "nl": "meting / metingen | snelheid / snelheden | functie / functies | netwerk / netwerken | taal > talen | server > servers",
    "tr": """
        model > modeller | kontrol > kontroller | veri / veriler | ağ > ağlar | dil modeli / dil modelleri | kural / kurallar
        yapay sinir ağı / yapay sinir ağları | veri tabanı > veri tabanları
        """,
    "sv": "inlärning > inlärningen, inlärningar, inlärningarna | funktion > funktionen, funktioner, funktionerna",
    "da": "læring > læringen, læringer, læringerne",
    "nb": "trening > treningen, treninger, treningene",
}
"""`a / b`: each gives the other. `a > b`: `a` gives `b`. Where there are several, all of them, in this order."""

NONE = {
    "en": """
        data | training data | metadata | media | series | time series | species | news | Kubernetes | DevOps | GitOps | Dev Ops
        Redis | Jenkins | Postgres | Keras | pandas | Paris | Naive Bayes | physics | mathematics | analytics | dynamics
        statistics | k-means | K-means | kudos | chaos | tennis | debris | means | Mean | Go | Make | Windows | Goods | Customs
        software | hardware | information | https | dns | tls | aws | eks | C++ | C# | F# | .NET | Node.js | C | R | Ö
        Thread (GPU) | Low-rank adaptation (LoRA) | GPT-4 | OAuth 2.0 | K8s | K8 | word2vec | 80 | GPU's | Moore's | Us | As | -
        模型 | モデル | 모델 | нейросеть | شبكة | λ
        """,
    "de": "Daten | Lernens | Bus | C++ | 模型",
    "fr": "biais | corpus | processus | temps | accès | GPU | cas | bus",
    "es": "análisis | virus | GPU | caos",
    "ja": "モデル | model | GPU",
    "zh": "模型",
    "ko": "모델",
    "ar": "نموذج",
    "ru": "модель | сеть",
    "xx": "model",
    "": "model",
}

NEVER = """
    bias: bia | loss: los | process: proces | bus: bu | status: statu | lens: len | atlas: atla | analysis: analysi | gas: ga
    series: serie, sery | Kubernetes: Kubernete | DevOps: DevOp | AWS: AW | iOS: iO | Redis: Redi | Jenkins: Jenkin | CSS: CS
    DNS: DN | TLS: TL | HTTPS: HTTP | https: http | news: new | class: clas | hash: has | data: datas, datum | SaaS: Saa
    axis: axi | basis: basi | corpus: corpu | canvas: canva | alias: alia | virus: viru | Keras: Kera | pandas: panda
    mean: means | Make: Makes | caches: cach | batches: batche | databases: databas | olives: olife | sizes: siz
    twelves: twelf | epochs: epoc | GPU: GPUes | axes: ax | bases: bas | statistics: statistic | media: medium | Windows: Window
    lenses: lense | buses: buse | biases: biase | indices: indice | vertices: vertice | matrices: matrice | human: humen
    stomach: stomaches | photo: photoes | key: keies | quiz: quizes | Go: Goes | chaos: chao | Bayes: Baye | mathematics: mathematic
    """


def _cells(table: str) -> list[str]:
    return [cell.strip() for line in table.strip().splitlines() for cell in line.split("|")]


def _pairs() -> list[tuple[str, str, tuple[str, ...]]]:
    rows = []
    for language, table in PAIRS.items():
        for cell in _cells(table):
            both = " / " in cell
            one, _, many = cell.partition(" / " if both else " >")
            others = tuple(other.strip() for other in many.split(",") if other.strip())
            rows.append((language, one, others))
            rows.extend((language, other, (one,)) for other in others if both)
    return rows


@pytest.mark.parametrize(("language", "name", "others"), _pairs())
def test_a_name_is_found_in_the_other_number(language: str, name: str, others: tuple[str, ...]) -> None:
    assert other_numbers(name, language) == others


@pytest.mark.parametrize(("language", "name"), [(tag, name) for tag, table in NONE.items() for name in _cells(table)])
def test_what_has_no_other_number_has_none(language: str, name: str) -> None:
    assert other_numbers(name, language) == ()


@pytest.mark.parametrize("cell", _cells(NEVER))
def test_what_is_no_word_is_not_derived(cell: str) -> None:
    name, _, wrong = cell.partition(": ")
    assert not set(other_numbers(name, "en")) & set(wrong.split(", "))


def test_german_adjectives_follow_the_noun_through_its_cases() -> None:
    forms = other_numbers("neuronales Netz", "de")
    assert {"neuronale Netze", "neuronalen Netzen", "neuronalen Netzes", "neuronaler Netze", "neuronalen Netz"} <= {
        *forms
    }
    assert "maschinellen Lernens" in other_numbers("maschinelles Lernen", "de-AT")
    assert other_numbers("Docker Container", "de") == ("Docker Containers", "Docker Containern")


@given(st.text(max_size=40), st.sampled_from([*sorted(ENDINGS), "tr", "ja", "EN-us", "", "-"]))
@example("İs", "en")
@example("\ud800s", "en")
@example("ſs", "de")
def test_any_text_gives_forms_that_are_not_itself(name: str, language: str) -> None:
    forms = other_numbers(name, language)
    assert name not in forms
    assert len(set(forms)) == len(forms)
    assert all(forms)
    assert other_numbers(name, language) == forms


@given(
    st.lists(
        st.sampled_from(
            [
                "model",
                "models",
                "of",
                "axis",
                "AI-s",
                "-ing",
                "bus",
                "ß",
                "es",
                "lar",
                "modeli",
                "de",
                "à",
                "e",
                "aux",
                "S",
                "K8s'",
            ]
        ),
        max_size=6,
    ).map(" ".join),
    st.sampled_from(sorted({*ENDINGS, "tr"})),
)
def test_phrases_give_each_form_once(name: str, language: str) -> None:
    forms = other_numbers(name, language)
    assert name not in forms
    assert len(set(forms)) == len(forms)
