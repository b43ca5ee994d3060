"""The formats for other tools, apart so that a command line that only offers them reads nothing else."""

from enum import StrEnum


class GraphFormat(StrEnum):
    """A format for other tools."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    NODE_LINK = "node-link"
    CYTOSCAPE = "cytoscape"
    NEO4J_CSV = "neo4j-csv"
    ORG_CHART = "org-chart"
