"""The equations of the analysis written out again, naively, over every person of the account: what the fast way is held to."""

import math

import numpy as np

from orggraph.domain.relations import InfluenceKind


def influence(model, voice, visible=None, quality=0.0, disavowed=False):
    """Give dense a+ and a-, from the facts, pair by pair."""
    a, snapshot, hierarchy = model.assumptions, model.snapshot, model.hierarchy
    people = model.graph.people
    weights = {}
    above = {p: hierarchy.holder_above(p) for p in people}
    for p in people:
        boss = above[p]
        if boss in model.graph.index:
            weights[p, boss, "AUTHORITY"] = a.influence_manager
            assistant = snapshot.seat_held_by(p).seniority == "ASSISTANT"
            weights[boss, p, "ADVICE"] = a.influence_adviser if assistant else a.influence_report
        for m in hierarchy.dotted_managers(p):
            if m.manager_id in model.graph.index:
                weights.setdefault((p, m.manager_id, "AUTHORITY"), 0.0)
                old = weights[p, m.manager_id, "AUTHORITY"]
                weights[p, m.manager_id, "AUTHORITY"] = 1 - (1 - old) * (1 - a.influence_dotted)
        mates = [o for o in people if o != p and boss and above[o] == boss]
        for o in mates:
            weights[p, o, "TRUST"] = min(a.influence_peer, a.influence_peer_budget / len(mates))
    plus, minus = np.zeros((len(people),) * 2), np.zeros((len(people),) * 2)
    for edge in snapshot.influences:
        if edge.kind is InfluenceKind.CONFLICT:
            i, j = model.graph.index[edge.to_id], model.graph.index[edge.from_id]
            value = a.influence_conflict * edge.weight * edge.confidence
            minus[i, j], minus[j, i] = max(minus[i, j], value), max(minus[j, i], value)
        else:
            weights[edge.to_id, edge.from_id, edge.kind.value] = edge.weight * edge.confidence
    for i, on in enumerate(people):
        for j, by in enumerate(people):
            spoken = 1.0
            if by == model.champion and hierarchy.levels_under(on, by) is None:
                spoken = voice
            kinds = [w for (o, b, _), w in weights.items() if (o, b) == (on, by)]
            plus[i, j] = 1 - math.prod(1 - w * spoken for w in kinds)
    if visible:
        add_visibility(plus, model, visible, quality, disavowed)
    return plus, minus


def add_visibility(plus, model, target, quality, disavowed):
    a = model.assumptions
    for person in model.graph.people:
        levels = model.hierarchy.levels_under(person, target)
        counts = person in model.stakeholders or person in model.verdicts.people
        if levels and levels <= a.call_depth and counts and not (disavowed and person == model.contact):
            more = a.call_visibility * quality * a.influence_manager * a.call_fading ** (levels - 1)
            plus[model.graph.index[person], model.graph.index[target]] += more


def settle(net, conviction, initial, a):
    pull = np.abs(net).sum(axis=1)
    open_to = (1 - conviction) * (1 - np.exp(-pull / a.susceptibility_scale))
    shares = np.divide(net, pull[:, None], out=np.zeros_like(net), where=pull[:, None] > 0)
    inverse = np.linalg.inv(np.eye(len(net)) - open_to[:, None] * shares)
    return inverse @ ((1 - open_to)[:, None] * initial)


def after_call(model, target, quality, told, call):
    """Give the chance of the decision in each world, by full matrices and one inverse."""
    a, graph = model.assumptions, model.graph
    t, c = graph.index[target], graph.index.get(model.contact)
    x = np.zeros((len(graph.people), model.drawn_stance.shape[1]))
    z = np.full_like(x, a.salience_unasked)
    rows = [graph.index[p] for p in model.people]
    x[rows], z[rows] = model.drawn_stance, model.drawn_salience
    conviction = model.convictions.copy()
    if call.moves_stance:
        gain = min(a.call_stance * quality * (1 - conviction[t]), a.call_stance_most)
        x[t] = x[t] + gain * (1 - x[t] ** 2)
    if call.moves_salience:
        z[t] = z[t] + a.call_salience * quality * (1 - z[t])
    voice = model.voice
    if model.champion and model.champion == model.contact:
        if call.disavows:
            voice = 1.0
        elif call.lends_voice and told and model.point_stance[model.place[model.champion]] > 0:
            voice = voice + a.call_voice * quality * (1 - voice)
    if call.disavows:
        x[c] = np.minimum(x[c], a.disavowed_stance)
        z[c] = np.maximum(z[c], a.disavowed_salience)
        conviction[c] = max(conviction[c], a.disavowed_conviction)
    plus, minus = influence(model, voice, target if call.makes_visible else None, quality, call.disavows)
    push = settle(plus - minus, conviction, x, a) * settle(plus, conviction, z, a)
    deciding = []
    for person in model.verdicts.people:
        row = push[graph.index[person]]
        levels = model.hierarchy.levels_under(person, target)
        if call.arbitrates and levels and levels <= a.call_depth:
            weight = a.call_arbitration * quality * a.call_fading ** (levels - 1)
            in_favour = (1 - weight) * row + weight * np.maximum(row, push[t])
            against = (1 - weight) * row + weight * np.minimum(row, push[t])
            row = np.where(push[t] > 0, in_favour, against)
        deciding.append(row)
    return model.verdicts.chance(np.array(deciding).reshape(len(deciding), x.shape[1]))
