"""Small files in every format, synthetic throughout: no work, person or identifier in them exists."""

PUBMED = """<?xml version="1.0"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/x.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">99000001</PMID>
<Article><Journal><ISSN>0000-0019</ISSN><JournalIssue><Volume>7</Volume><Issue>2</Issue>
<PubDate><MedlineDate>2019 Jan-Feb</MedlineDate></PubDate></JournalIssue><Title>Journal of Nothing</Title></Journal>
<ArticleTitle>[A synthetic trial of alphazine and H<sub>2</sub>O in adults].</ArticleTitle>
<Pagination><MedlinePgn>11-9</MedlinePgn></Pagination><ELocationID EIdType="doi" ValidYN="Y">10.9999/ONE.1</ELocationID>
<Abstract><AbstractText Label="METHODS" NlmCategory="METHODS">Sixty patients with <i>nothing</i> were randomized to alphazine 10 mg daily or placebo (P &lt; 10<sup>-3</sup>).</AbstractText>
<AbstractText Label="RESULTS">Alphazine reduced pain compared with placebo
  (OR 0.50; 95% CI 0.30-0.80; <mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>P</mml:mi><mml:mo>=</mml:mo><mml:mn>0.004</mml:mn></mml:math>). See http&#x3A;//x &#x200B;NCT09999999.</AbstractText>
<CopyrightInformation>Nobody owns this.</CopyrightInformation></Abstract>
<AuthorList CompleteYN="Y"><Author><LastName>Nobody</LastName><ForeName>Nora</ForeName><Suffix>Jr</Suffix>
<AffiliationInfo><Affiliation>Nowhere.</Affiliation></AffiliationInfo></Author>
<Author><CollectiveName>Nothing Study Group</CollectiveName></Author></AuthorList>
<Language>rus</Language><PublicationTypeList><PublicationType>Randomized Controlled Trial</PublicationType>
<PublicationType>Retracted Publication</PublicationType></PublicationTypeList>
<VernacularTitle>Ispytanie alfazina.</VernacularTitle></Article>
<ChemicalList><Chemical><NameOfSubstance>alphazine</NameOfSubstance></Chemical></ChemicalList>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J Noth. 2020;8:1</RefSource><PMID>99000002</PMID></CommentsCorrections>
<CommentsCorrections RefType="CommentIn"><RefSource>J Noth. 2019;7:99</RefSource></CommentsCorrections></CommentsCorrectionsList>
<MeshHeadingList><MeshHeading><DescriptorName>Humans</DescriptorName></MeshHeading>
<MeshHeading><DescriptorName>Pain</DescriptorName><QualifierName>drug therapy</QualifierName></MeshHeading></MeshHeadingList>
<CoiStatement>None.</CoiStatement></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">99000001</ArticleId><ArticleId IdType="pmc">PMC9900001</ArticleId></ArticleIdList>
<ReferenceList><Reference><Citation>Other</Citation><ArticleIdList><ArticleId IdType="doi">10.9999/other</ArticleId></ArticleIdList></Reference></ReferenceList>
</PubmedData></PubmedArticle></PubmedArticleSet>
"""

MEDLINE = """
PMID- 99000001
OWN - NLM
DP  - 2019 Jan-Feb
TI  - A synthetic trial of alphazine and H2O in
      adults.
PG  - 11-9
LID - 10.9999/one.1 [doi]
AB  - METHODS: Sixty patients with nothing were randomized to alphazine 10 mg daily or
      placebo. RESULTS: Alphazine reduced pain compared with placebo (OR 0.50; 95% CI
      0.30-0.80; P = 0.004).
FAU - Nobody, Nora
CN  - Nothing Study Group
LA  - rus
PT  - Randomized Controlled Trial
PT  - Retracted Publication
TT  - Ispytanie alfazina.
PL  - Nowhere
JT  - Journal of Nothing
RIN - J Noth. 2020;8:1. PMID: 99000002
EIN - J Noth. 2019;7:300
MH  - Humans
MH  - *Pain/drug therapy
PMC - PMC9900001
SI  - ClinicalTrials.gov/NCT09999999

PMID- 99000003
DP  - 2001
TI  - Another synthetic record.
AU  - Someone S
"""

RIS = """TY  - JOUR
TI  - A synthetic trial of alphazine and H<sub>2</sub>O in adults
AU  - Nobody, Nora
AU  - Nothing Study Group
PY  - 2019/01//
JO  - Journal of Nothing
VL  - 7
IS  - 2
SP  - 11
EP  - 19
DO  - https://doi.org/10.9999/one.1
AB  - RESULTS: Alphazine reduced pain (OR 0.50).
KW  - pain
N1  - a note
ZZ  - an unknown tag
ER  - 

TY  - BOOK
TI  - RETRACTED: A synthetic book
AU  - Someone, S
PY  - 2001
PB  - Nobody Press
ER  -
"""

WEB_OF_SCIENCE = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Nobody, N
   Someone, S
AF Nobody, Nora
   Someone, Sam
TI A synthetic trial of alphazine and H2O in
   adults
SO JOURNAL OF NOTHING
LA Russian
DT Article
AB Alphazine reduced pain (OR 0.50).
PY 2019
VL 7
IS 2
BP 11
EP 19
DI 10.9999/one.1
PM 99000001
ER

EF
"""

BIBTEX = r"""@string{jn = "Journal of Nothing"}
@comment{nothing}
@article{nobody2019,
  title = {A synthetic trial of {alphazine} and {H$_2$O} in adults},
  author = {N{\"o}body, Nora and {Nothing Study Group} and others},
  journal = jn, year = 2019, volume = {7}, number = "2", pages = {11--19},
  doi = {10.9999/one.1}, abstract = {Alphazine reduced pain.}, note = {a note}, keywords = {pain; water}
}
@book{someone2001, title={A synthetic book}, author={Someone, Sam}, publisher={Nobody Press}, year={2001}}
@article{broken, title = {no end
"""

CSL = """[{"id": "x", "type": "article-journal", "title": "A synthetic trial of alphazine and H<sub>2</sub>O in adults",
"author": [{"family": "Nobody", "given": "Nora"}, {"literal": "Nothing Study Group"}], "container-title": "Journal of Nothing",
"issued": {"date-parts": [[2019, 1]]}, "volume": "7", "issue": "2", "page": "11-19", "DOI": "10.9999/one.1", "note": "a note"},
{"title": ["A synthetic book"], "type": "book", "author": [{"name": "Someone"}], "issued": {"raw": "2001"},
"updated-by": [{"type": "retraction", "DOI": "10.9999/two.r", "source": "retraction-watch", "label": "Retraction"}]},
{"neither": 1}]"""

JATS = """<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en"><front>
<journal-meta><journal-title-group><journal-title>Journal of Nothing</journal-title></journal-title-group><issn>0000-0019</issn></journal-meta>
<article-meta><article-id pub-id-type="doi">10.9999/one.1</article-id><article-id pub-id-type="pmc">9900001</article-id>
<title-group><article-title>A synthetic trial of <italic>alphazine</italic></article-title><subtitle>in adults</subtitle></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Nobody</surname><given-names>Nora</given-names></name></contrib>
<contrib contrib-type="author"><collab>Nothing Study Group</collab></contrib><contrib contrib-type="editor"><name><surname>Other</surname></name></contrib></contrib-group>
<pub-date pub-type="epub"><year>2020</year></pub-date><pub-date pub-type="ppub"><year>2019</year></pub-date><volume>7</volume><fpage>11</fpage><lpage>19</lpage>
<related-article related-article-type="retraction-forward" xlink:href="10.9999/one.r"/>
<abstract><sec><title>Results</title><p>Alphazine reduced pain to 10<sup>-3</sup>.</p><p>Nobody was harmed.</p></sec></abstract>
<abstract abstract-type="summary"><p>In short, less pain.</p></abstract></article-meta></front><body><p>Not taken.</p></body></article>"""
