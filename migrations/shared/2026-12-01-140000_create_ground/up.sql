-- Where postcodes are, from an open list, in ten-millionths of a degree; only those that begin as the postcodes of the branch's doors do.
CREATE TABLE postcode_points (
    branch_id UUID NOT NULL REFERENCES branches (id),
    postcode  TEXT NOT NULL,
    lat       INTEGER NOT NULL,
    lon       INTEGER NOT NULL,
    PRIMARY KEY (branch_id, postcode)
);
-- The streets and paths around them, from OpenStreetMap (ODbL), as one JSON text: it is read whole or not at all.
CREATE TABLE street_maps (
    branch_id UUID NOT NULL PRIMARY KEY REFERENCES branches (id),
    taken_on  DATE NOT NULL,
    ways      TEXT NOT NULL
);
