-- An office that passes from one to another: the term that ends, the one that begins, and what has to be handed over besides.
CREATE TABLE handovers (
    id         UUID NOT NULL PRIMARY KEY,
    branch_id  UUID NOT NULL REFERENCES branches (id),
    from_term  UUID NOT NULL REFERENCES office_terms (id),
    to_term    UUID NOT NULL REFERENCES office_terms (id),
    -- The last day that the term would have had.
    ran_to     DATE,
    made_at    TIMESTAMPTZ NOT NULL,
    undone_at  TIMESTAMPTZ
);
CREATE INDEX handovers_by_branch ON handovers (branch_id, made_at);

CREATE TABLE handover_items (
    id          UUID NOT NULL PRIMARY KEY,
    branch_id   UUID NOT NULL REFERENCES branches (id),
    handover_id UUID NOT NULL REFERENCES handovers (id),
    place       INTEGER NOT NULL,
    words       TEXT NOT NULL,
    done_on     DATE
);
CREATE INDEX handover_items_by_handover ON handover_items (handover_id, place);
