-- What a shift needs, and who could come to it: from these the rota is made.
CREATE TABLE shift_needs (
    shift_id     UUID NOT NULL PRIMARY KEY REFERENCES shifts (id),
    branch_id    UUID NOT NULL REFERENCES branches (id),
    places       INTEGER NOT NULL,
    needs_driver BOOLEAN NOT NULL,
    has_stairs   BOOLEAN NOT NULL,
    district_id  UUID REFERENCES polling_districts (id)
);

CREATE TABLE shift_offers (
    id                 UUID NOT NULL PRIMARY KEY,
    branch_id          UUID NOT NULL REFERENCES branches (id),
    shift_id           UUID NOT NULL REFERENCES shifts (id),
    member_id          UUID NOT NULL REFERENCES members (id),
    drives             BOOLEAN NOT NULL,
    needs_level_ground BOOLEAN NOT NULL,
    offered_at         TIMESTAMPTZ NOT NULL,
    withdrawn_at       TIMESTAMPTZ,
    -- The rota that gave the place; nothing while the offer waits.
    rota_id            UUID
);
CREATE UNIQUE INDEX shift_offers_once ON shift_offers (shift_id, member_id) WHERE withdrawn_at IS NULL;
CREATE INDEX shift_offers_by_member ON shift_offers (member_id);
CREATE INDEX shift_offers_by_rota ON shift_offers (rota_id);
