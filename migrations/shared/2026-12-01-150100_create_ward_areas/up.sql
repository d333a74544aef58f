-- Which postcodes and streets lie in which ward, each in one ward only.
CREATE TABLE ward_areas (
    branch_id UUID NOT NULL REFERENCES branches (id),
    kind      TEXT NOT NULL CHECK (kind IN ('postcode', 'street')),
    -- A whole postcode or the beginning of one (N22 7AL, N22 7, N22), or a street in one writing for all.
    area_key  TEXT NOT NULL,
    ward_id   UUID NOT NULL REFERENCES wards (id),
    -- As somebody wrote it.
    written   TEXT NOT NULL,
    PRIMARY KEY (branch_id, kind, area_key)
);
CREATE INDEX ward_areas_by_ward ON ward_areas (branch_id, ward_id);
