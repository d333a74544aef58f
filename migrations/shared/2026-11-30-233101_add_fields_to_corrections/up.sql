-- Which fields were put right, by the names that lists have for them, with commas between: no list undoes them unasked.
ALTER TABLE corrections ADD COLUMN fields TEXT NOT NULL DEFAULT '';

-- What was put right before: the words tell the fields, but where two entries were laid together.
UPDATE corrections
SET fields = CASE what
        WHEN 'class' THEN 'class'
        WHEN 'leaving' THEN 'class,joined_on'
        WHEN 'date of joining' THEN 'joined_on'
        WHEN 'ward' THEN 'ward'
        WHEN 'dues' THEN 'paid_to'
        WHEN 'suspension' THEN ''
        ELSE REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(what, 'name', 'first_name,preferred_name,last_name'),
            'mail', 'email'), 'telephone', 'mobile'), 'address', 'address_1,address_2,address_3,town,postcode'), ', ', ',')
    END
WHERE source NOT LIKE 'the entry %';
