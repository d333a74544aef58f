//! What the OWASP Application Security Verification Standard 5.0.0 asks at its levels 1 and 2, how it is met here, and the test
//! that shows it. A point that is met by what a module says of itself names the file; a point that is open says so.

use std::{collections::BTreeSet, fs, path::Path};

/// A point of the standard, how it is met, and the tests or files that show it.
type Answer = (&'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const ANSWERS: &[Answer] = &[
    // V1 Encoding and sanitising
    ("1.1.1", "A form is decoded once, at the door, into a typed struct.", &["src/web/form.rs"]),
    ("1.1.2", "Escaping is the last step, done by the template engine.", &["a_page_is_escaped_and_shown_in_the_branch_zone"]),
    ("1.2.1", "Pages and HTML mail escape everything; no template says safe.", &["no_template_writes_inline_style_or_script_or_trusts_raw_html", "a_formula_or_a_script_for_a_name_is_a_name"]),
    ("1.2.2", "Addresses are built from ids and encoded queries; where one came from stays on this site.", &["after_signing_in_one_stays_on_this_site"]),
    ("1.2.3", "No script is built; scripts are files.", &["no_page_needs_an_inline_style_or_script"]),
    ("1.2.4", "All SQL is diesel's, with bound values, in stores alone.", &["only_stores_speak_sql"]),
    ("1.2.5", "No other program is run, but the worker: this program with fixed arguments.", &["src/cli/supervise.rs"]),
    ("1.2.9", "What people type is no pattern; lists of people are built from a closed set of questions.", &["src/lists/mod.rs"]),
    ("1.3.1", "Nobody writes HTML; texts are text.", &["hostile_cells_stay_text", "no_script_and_no_markup_is_too_odd"]),
    ("1.3.2", "Nothing is evaluated.", &["no_page_needs_an_inline_style_or_script"]),
    ("1.3.3", "Every form is parsed into types that refuse what does not fit.", &["what_cannot_be_is_refused_with_its_reason_and_kept_in_the_form"]),
    ("1.3.4", "Nobody sends an SVG: a picture is decoded and drawn anew.", &["files_that_give_no_portrait_are_refused_with_what_to_choose_instead", "nothing_that_a_camera_noted_is_kept"]),
    ("1.3.5", "The little of Markdown in which officers write becomes a closed list of blocks, and nothing typed is ever HTML.", &["what_is_not_markdown_stays_as_it_was_typed", "links_lead_into_the_web_and_nowhere_else"]),
    ("1.3.6", "No address that somebody typed is fetched; the only other machine spoken to is the relay of the settings.", &["src/mail/transport/relay.rs"]),
    ("1.3.7", "Templates are files of the installation; the engine is used in one room.", &["each_library_stays_in_its_room"]),
    ("1.3.10", "Rust's format strings are compiled.", &["Cargo.toml"]),
    ("1.3.11", "Line breaks get into no header and no address.", &["no_name_or_subject_can_begin_a_header_of_its_own", "what_would_break_out_of_a_mail_header_is_no_address"]),
    ("1.4.1", "Safe Rust: unsafe code is forbidden.", &["Cargo.toml"]),
    ("1.4.2", "Overflow is checked in the release too.", &["Cargo.toml", "a_number_past_all_numbers_is_refused_quietly"]),
    ("1.4.3", "Safe Rust.", &["Cargo.toml"]),
    ("1.5.1", "Spreadsheets are read without external entities; nothing else is XML.", &["a_zip_file_without_a_workbook_is_turned_away"]),
    ("1.5.2", "Forms and files are read into closed structs.", &["src/web/form.rs"]),
    // V2 Validation and business logic
    ("2.1.1", "Each parsed type says what it takes.", &["src/accounts/address.rs", "src/web/typed.rs"]),
    ("2.1.2", "The register's rules say what fits together.", &["src/members/mod.rs"]),
    ("2.1.3", "Limits stand as named constants in rules.rs, and with their clause in the rulebooks.", &["every_rule_of_every_model_has_its_clause"]),
    ("2.2.1", "What does not fit is refused beside its field.", &["what_cannot_be_is_refused_with_its_reason_and_kept_in_the_form"]),
    ("2.2.2", "The server decides; every page works without JavaScript.", &["an_evening_is_kept_chaired_and_voted_on_a_phone_without_javascript"]),
    ("2.2.3", "Dates are held against each other.", &["nothing_begins_before_the_membership_or_inside_an_earlier_one"]),
    ("2.3.1", "Steps come in their order.", &["a_motion_without_its_seconder_is_not_ruled_on", "a_ballot_before_the_steps_are_over_is_refused_with_the_first_day_and_the_clause"]),
    ("2.3.2", "Limits of the rulebook hold.", &["nobody_is_written_to_twice_within_the_time_of_the_rulebook"]),
    ("2.3.3", "A deed is one transaction with its entry in the record, or is undone.", &["whoever_writes_takes_an_act"]),
    ("2.3.4", "One paper each, one place each, however fast the fingers.", &["two_phones_at_once_bring_one_paper", "a_list_sent_twice_by_two_taps_is_applied_once_and_taken_back_whole"]),
    ("2.4.1", "Ways in, codes and voting links are limited.", &["the_sixth_request_for_one_address_has_to_wait", "after_the_last_wrong_try_one_waits_a_quarter_of_an_hour"]),
    // V3 Web frontend
    ("3.2.1", "Files are downloads with their own type, and nothing is guessed.", &["every_answer_says_what_a_browser_may_do_with_it", "src/web/answer.rs"]),
    ("3.2.2", "Scripts move nodes that the server escaped; none builds markup from text.", &["static/live-region.js"]),
    ("3.3.1", "Over HTTPS every cookie is Secure and __Host-.", &["over_https_a_cookie_is_for_this_host_alone"]),
    ("3.3.2", "SameSite=Lax.", &["no_script_reads_a_cookie_and_no_other_site_sends_one"]),
    ("3.3.3", "As 3.3.1.", &["over_https_a_cookie_is_for_this_host_alone"]),
    ("3.3.4", "HttpOnly.", &["no_script_reads_a_cookie_and_no_other_site_sends_one"]),
    ("3.4.1", "A year, with subdomains, where the settings say HTTPS.", &["a_branch_that_the_world_reaches_by_https_is_reached_by_nothing_else_from_then_on"]),
    ("3.4.2", "No answer is open to another site.", &["every_answer_says_what_a_browser_may_do_with_it"]),
    ("3.4.3", "default-src 'none'; nothing inline.", &["every_answer_says_what_a_browser_may_do_with_it", "no_page_needs_an_inline_style_or_script"]),
    ("3.4.4", "nosniff.", &["every_answer_says_what_a_browser_may_do_with_it"]),
    ("3.4.5", "Referrer-Policy same-origin; secrets stand in fragments.", &["every_answer_says_what_a_browser_may_do_with_it"]),
    ("3.4.6", "frame-ancestors 'none'.", &["every_answer_says_what_a_browser_may_do_with_it"]),
    ("3.5.1", "A form must stand here: Sec-Fetch-Site, or Origin.", &["a_form_that_stands_on_another_site_is_turned_away"]),
    ("3.5.2", "As 3.5.1, whatever its type.", &["a_form_that_stands_on_another_site_is_turned_away"]),
    ("3.5.3", "A GET changes nothing; the link in a mail shows a button.", &["a_member_signs_in_by_the_code_from_the_mail_once"]),
    ("3.5.4", "One program, one host.", &["README.md"]),
    ("3.7.1", "HTML, CSS and small modules.", &["styles_and_scripts_stay_within_their_weight"]),
    ("3.7.2", "No redirect leaves this site.", &["after_signing_in_one_stays_on_this_site", "the_way_back_stays_in_this_house"]),
    // V4 Web service
    ("4.1.1", "Every answer names its type and UTF-8.", &["src/web/answer.rs"]),
    ("4.1.2", "The proxy redirects people; there is no other interface.", &["README.md"]),
    ("4.1.3", "A forwarded address counts from the proxy on this machine alone, and only the last one.", &["behind_our_own_proxy_the_sender_is_the_last_one_named", "whoever_comes_directly_cannot_pretend_to_be_somebody_else"]),
    ("4.2.1", "actix-http frames requests; the proxy's example passes them whole.", &["README.md"]),
    // V5 Files
    ("5.1.1", "Each module that takes a file says which and how large.", &["src/web/upload.rs"]),
    ("5.2.1", "Of too large a file no more is held than its reader takes.", &["of_a_file_that_is_too_large_no_more_is_held_than_shows_it_and_what_was_typed_is_kept", "a_file_of_fifty_megabytes_is_turned_away_unread"]),
    ("5.2.2", "A file is known by its content.", &["a_file_of_something_else_is_turned_away_with_what_was_found", "files_that_are_no_lists_are_turned_away_by_name"]),
    ("5.2.3", "A workbook is unpacked to nowhere and counted before it is read.", &["a_small_file_that_unpacks_to_a_large_one_is_turned_away_before_it_does"]),
    ("5.3.1", "No file that was sent lies in a folder that is served.", &["a_file_that_does_not_exist_has_no_address"]),
    ("5.3.2", "No path is made of what somebody sent.", &["src/web/upload.rs"]),
    ("5.4.1", "A download is named by us.", &["src/web/answer.rs"]),
    ("5.4.2", "Its name is letters, figures, stop, dash.", &["src/web/answer.rs"]),
    ("5.4.3", "A document of a meeting, the only file that is given out as it came, is shown to a virus scanner where the settings name one.", &["a_document_is_kept_only_when_the_scanner_finds_nothing", "only_the_scanners_own_words_let_a_file_through"]),
    // V6 Authentication
    ("6.1.1", "The limits stand in rules.rs and limits.rs; none locks an account.", &["src/accounts/rules.rs", "src/accounts/limits.rs"]),
    ("6.1.3", "One way in by mail, one at the console; offices take a second step after either.", &["src/accounts/mod.rs"]),
    ("6.3.1", "Five codes, then a new request; five second steps, then a quarter of an hour between tries.", &["a_code_typed_right_after_five_wrong_ones_lets_nobody_in", "somebody_who_reads_the_mail_guesses_five_times_and_the_officer_learns_of_it"]),
    ("6.3.2", "There is no account but those of people.", &["ones_own_branch_is_founded_by_one_form_pressed_twice"]),
    ("6.3.3", "Whoever holds an office signs in by mail and app; a member sees only what is hers by mail alone.", &["an_officer_who_comes_by_mail_alone_is_a_member_until_the_second_step"]),
    ("6.3.4", "As 6.1.3.", &["later_on_the_consoles_link_lets_nobody_in"]),
    ("6.4.1", "Codes and links are random, ten minutes old at the most, and work once.", &["a_link_is_worthless_after_its_ten_minutes", "a_member_signs_in_by_the_code_from_the_mail_once"]),
    ("6.4.2", "No questions.", &["src/accounts/mod.rs"]),
    ("6.4.3", "Mail alone never passes the second step.", &["an_officer_who_comes_by_mail_alone_is_a_member_until_the_second_step"]),
    ("6.4.4", "Two officers who know the person, or the machine's console.", &["two_officers_let_a_third_who_lost_the_phone_begin_anew", "who_runs_the_machine_lets_the_only_officer_begin_anew"]),
    ("6.5.1", "Figures, recovery codes and mailed codes open once.", &["figures_and_recovery_codes_open_once", "a_code_that_is_sent_twice_at_once_opens_one_session"]),
    ("6.5.2", "Recovery codes have 120 bits and are kept as hashes.", &["who_steals_the_database_finds_neither_the_key_nor_the_codes"]),
    ("6.5.3", "All secrets come from the system's generator, drawn in one file.", &["pure_files_know_no_clock_no_chance_and_no_input", "src/clock.rs"]),
    ("6.5.4", "Thirty bits in a mailed code.", &["a_code_to_type_has_no_letter_that_looks_like_a_figure"]),
    ("6.5.5", "Ten minutes; half a minute and the one beside it.", &["a_link_is_worthless_after_its_ten_minutes", "a_clock_may_be_half_a_minute_wrong_and_not_more"]),
    ("6.6.2", "A mailed code opens in the browser that asked.", &["a_member_signs_in_by_the_code_from_the_mail_once"]),
    ("6.6.3", "As 6.3.1.", &["a_code_typed_right_after_five_wrong_ones_lets_nobody_in"]),
    // V7 Sessions
    ("7.1.1", "rules.rs: members 30 days idle, officers 12 hours, 90 days in all, the second step a week.", &["src/accounts/rules.rs"]),
    ("7.1.2", "As many as one has devices; each is listed and can be ended.", &["src/accounts/pages/devices.rs"]),
    ("7.2.1", "Sessions are rows of the database.", &["src/accounts/session.rs"]),
    ("7.2.2", "Drawn at each sign-in.", &["src/accounts/store/signed_in.rs"]),
    ("7.2.3", "Thirty-two bytes, kept as a hash.", &["src/clock.rs"]),
    ("7.2.4", "A new secret at sign-in and again at the second step; the old one lives a minute for the second half of a double press.", &["figures_that_are_sent_twice_by_an_impatient_finger_lead_on"]),
    ("7.3.1", "Twelve hours for officers.", &["an_officer_who_was_away_overnight_signs_in_again_and_a_member_does_not"]),
    ("7.3.2", "Ninety days; a week for the second step.", &["the_second_step_is_asked_for_again_after_a_week"]),
    ("7.4.1", "An ended session is a row that is gone.", &["a_member_who_lost_a_phone_signs_it_out_from_another"]),
    ("7.4.2", "Closing, erasing or moving an account ends its sessions.", &["a_new_address_moves_the_way_in_and_the_old_one_is_told"]),
    ("7.4.3", "Beginning the second step anew ends them all; else they are listed beside it.", &["two_officers_let_a_third_who_lost_the_phone_begin_anew"]),
    ("7.4.4", "Signing out stands in the mast of every page.", &["templates/parts/chrome.html"]),
    ("7.4.5", "Officers end another's by letting the second step begin anew; the console ends anybody's.", &["two_officers_let_a_third_who_lost_the_phone_begin_anew"]),
    ("7.5.1", "Another phone or new codes need a fresh second step; an address is moved with a word to the old one.", &["an_act_that_weighs_much_asks_again_and_keeps_what_was_typed", "a_new_address_moves_the_way_in_and_the_old_one_is_told"]),
    ("7.5.2", "Where you are signed in.", &["a_member_who_lost_a_phone_signs_it_out_from_another"]),
    ("7.6.2", "A link in a mail waits for a press.", &["src/accounts/pages/sign_in.rs"]),
    // V8 Authorisation
    ("8.1.1", "The table of all addresses and offices.", &["every_address_of_the_house_stands_in_the_table"]),
    ("8.1.2", "What is held, and who sees it, is a page.", &["anybody_reads_what_is_held_why_how_long_and_who_can_see_it"]),
    ("8.2.1", "Each office opens its own pages.", &["each_office_opens_its_own_pages_and_no_others"]),
    ("8.2.2", "Rounds, receipts, complaints and welcomes open to those they are for.", &["a_round_shows_names_only_to_those_it_was_given_to", "a_receipt_is_shown_to_nobody_who_did_not_vote_here", "a_welcome_opens_to_nobody_but_the_welcomer"]),
    ("8.2.3", "The treasurer sees dues and nothing else.", &["the_treasurer_records_dues_and_sees_nothing_else_of_the_register", "what_a_member_needs_is_read_only_by_whoever_calls_meetings_and_she_sees_who_did"]),
    ("8.3.1", "The extractor of a handler decides, on the server.", &["each_office_opens_its_own_pages_and_no_others"]),
    ("8.4.1", "Every query goes through the branch of whoever is signed in; one installation holds one branch so far.", &["src/web/desk.rs"]),
    // V11 Cryptography
    ("11.1.1", "Two keys: secrets.key and the words of the backups; the README says where each is kept.", &["README.md"]),
    ("11.1.2", "The heads of vault.rs and sealed.rs name every algorithm.", &["src/db/vault.rs", "src/db/sealed.rs"]),
    ("11.2.1", "RustCrypto, rustls with ring.", &["Cargo.toml"]),
    ("11.2.2", "A sealed value names its key; a renewed key seals everything anew at the next start, and the one before it opens until then.", &["a_renewed_key_seals_and_the_one_before_it_still_opens", "a_renewed_key_seals_everything_anew_at_the_next_start"]),
    ("11.2.3", "256-bit keys.", &["src/db/vault.rs"]),
    ("11.3.1", "None of them.", &["src/db/vault.rs"]),
    ("11.3.2", "XChaCha20-Poly1305.", &["src/db/vault.rs", "src/db/sealed.rs"]),
    ("11.3.3", "Sealed values and backups notice every change.", &["a_value_opens_in_its_own_place_with_its_own_key_and_nowhere_else", "a_file_that_was_changed_or_cut_off_is_noticed"]),
    ("11.4.1", "SHA-256; SHA-1 only inside the figures of apps, as RFC 6238 and every app have it.", &["an_app_shows_the_figures_of_the_standard"]),
    ("11.4.3", "SHA-256 chains the record.", &["the_record_keeps_a_fingerprint_of_the_words"]),
    ("11.4.4", "Argon2id, 64 MiB, three passes.", &["src/db/sealed.rs", "other_words_open_nothing"]),
    ("11.5.1", "Secrets are 32 bytes; ids are no secrets. The mailed code has thirty bits, ten minutes and five tries.", &["src/clock.rs"]),
    // V12 Communication
    ("12.1.1", "rustls to the relay; the proxy's example for browsers.", &["a_relay_that_asks_for_encryption_and_a_password_gets_both"]),
    ("12.1.2", "rustls has no weak suites.", &["Cargo.toml"]),
    ("12.2.1", "Behind the proxy of the README, with HSTS.", &["README.md", "a_branch_that_the_world_reaches_by_https_is_reached_by_nothing_else_from_then_on"]),
    ("12.2.2", "The proxy's certificate.", &["README.md"]),
    ("12.3.1", "Mail and database on another machine are encrypted, or refused.", &["mail_leaves_this_machine_encrypted_or_not_at_all", "a_server_elsewhere_is_refused_until_somebody_says_that_the_path_is_private"]),
    ("12.3.2", "The relay's certificate is checked.", &["a_relay_whose_certificate_nobody_vouches_for_is_told_nothing"]),
    ("12.3.4", "A certificate of the house is named in the settings.", &["a_certificate_of_the_house_can_be_named"]),
    // V13 Configuration
    ("13.1.1", "The relay and the database, both in config/default.toml.", &["config/default.toml"]),
    ("13.2.2", "A systemd unit with a user of its own and no privileges.", &["README.md"]),
    ("13.2.3", "No password is built in.", &["config/default.toml"]),
    ("13.2.4", "As 13.1.1: nothing else is spoken to.", &["config/default.toml"]),
    ("13.2.5", "As 13.1.1.", &["config/default.toml"]),
    ("13.3.1", "Secrets come from the environment or a file for one user.", &["only_the_owner_of_the_machine_reads_the_key"]),
    ("13.3.2", "As 13.3.1.", &["only_the_owner_of_the_machine_reads_the_key"]),
    ("13.4.1", "What is served lies in the binary.", &["what_no_page_answers_to_is_not_answered"]),
    ("13.4.2", "There is no debug mode.", &["src/web/problem.rs"]),
    ("13.4.3", "Nothing is listed.", &["what_no_page_answers_to_is_not_answered"]),
    ("13.4.4", "TRACE is not answered.", &["what_no_page_answers_to_is_not_answered"]),
    ("13.4.5", "There are no such addresses.", &["every_address_of_the_house_stands_in_the_table"]),
    // V14 Data protection
    ("14.1.1", "Every table and column is told of, or left out on purpose.", &["every_table_is_told_of_or_tells_nothing_of_a_person", "every_column_is_told_of_or_left_out_on_purpose"]),
    ("14.1.2", "Each says why it is held, how long and who sees it.", &["anybody_reads_what_is_held_why_how_long_and_who_can_see_it"]),
    ("14.2.1", "Secrets travel in fragments and forms, never in an address.", &["the_way_in_names_branch_code_and_link_in_every_part"]),
    ("14.2.2", "No cache keeps a page.", &["pages_about_people_are_kept_in_no_cache"]),
    ("14.2.3", "Nothing is loaded from elsewhere.", &["every_answer_says_what_a_browser_may_do_with_it"]),
    ("14.2.4", "Erasing reaches every table; looks are written down.", &["nothing_of_what_was_known_is_left_in_any_table", "a_member_reads_who_looked_and_what_for"]),
    ("14.3.1", "Signing out clears what the browser kept.", &["no_script_reads_a_cookie_and_no_other_site_sends_one"]),
    ("14.3.2", "no-store.", &["pages_about_people_are_kept_in_no_cache"]),
    ("14.3.3", "Drafts of one's own texts alone are kept in the browser.", &["static/draft.js"]),
    // V15 Coding and architecture
    ("15.1.1", "Seven days where a fault can be reached from outside, thirty otherwise.", &["README.md"]),
    ("15.1.2", "Cargo.lock, from crates.io alone.", &["Cargo.lock"]),
    ("15.1.3", "Counting, cutting and mail run beside requests.", &["src/app.rs", "src/mail/worker/mod.rs"]),
    ("15.2.1", "Cargo.lock is compared with the faults that are known.", &["no_crate_has_a_fault_that_is_known_and_mended_elsewhere", "every_crate_was_looked_up"]),
    ("15.2.2", "As 15.1.3, with few threads for what is slow.", &["a_way_in_overtakes_five_thousand_notices_at_a_server_that_takes_a_second_for_each", "a_text_of_a_hundred_thousand_letters_keeps_nobody_waiting"]),
    ("15.2.3", "The practice branch is chosen once, by the console's link, and is the only one then.", &["one_press_opens_the_practice_branch_and_a_second_comes_into_the_same"]),
    ("15.3.1", "Pages are structs of what they show.", &["every_page_renders_with_every_sample_and_names_no_field_that_is_not_there"]),
    ("15.3.2", "Nothing is fetched.", &["src/mail/transport/relay.rs"]),
    ("15.3.3", "One form, one struct.", &["src/web/form.rs"]),
    ("15.3.4", "As 4.1.3.", &["behind_our_own_proxy_the_sender_is_the_last_one_named"]),
    ("15.3.5", "Ids are types of their own.", &["src/db/ids.rs"]),
    ("15.3.6", "Scripts keep no objects by names from outside.", &["static/app.js"]),
    ("15.3.7", "A field is read from the form alone, and a doubled one is refused or is a list.", &["src/web/form.rs"]),
    // V16 Logging and errors
    ("16.1.1", "The record holds deeds; the log on standard error holds faults, without names.", &["src/admin/deeds.rs", "src/cli/run.rs"]),
    ("16.2.1", "Who, when, what, about what.", &["the_record_says_in_words_what_happened"]),
    ("16.2.2", "UTC.", &["a_moment_is_read_as_either_database_writes_it"]),
    ("16.2.3", "As 16.1.1.", &["src/cli/run.rs"]),
    ("16.2.4", "One line an event, by tracing.", &["src/cli/run.rs"]),
    ("16.2.5", "No name, address or secret enters the record.", &["nothing_of_what_was_known_is_left_in_any_table", "src/audit/mod.rs"]),
    ("16.3.1", "Asked, failed, answered, started, taken, ended.", &["the_record_has_words_for_every_deed"]),
    ("16.3.2", "Whoever is turned away from a page is logged, by ids.", &["who_is_turned_away_at_a_lock_is_written_down_without_names_or_keys"]),
    ("16.3.3", "So is a form from another site, one that cannot be read, and a limit that was reached.", &["who_is_turned_away_at_a_lock_is_written_down_without_names_or_keys"]),
    ("16.3.4", "A fault is logged under the reference that the person can quote.", &["src/web/problem.rs"]),
    ("16.4.1", "What is logged is a value, written by tracing.", &["src/web/problem.rs"]),
    ("16.4.2", "The record is a chain that anybody may check.", &["a_paper_that_was_slipped_out_of_a_closed_box_is_missed"]),
    ("16.4.3", "The log goes to the journal, which systemd sends on; the README says how.", &["README.md"]),
    ("16.5.1", "A page with a reference, and nothing of the cause.", &["an_address_that_a_mail_program_broke_is_answered_in_words"]),
    ("16.5.2", "A relay that is away only delays.", &["a_mail_server_that_is_down_loses_nothing_and_the_page_says_so", "a_relay_that_fails_again_and_again_is_called_less_and_less"]),
    ("16.5.3", "A deed that fails is undone whole.", &["whoever_writes_takes_an_act"]),
];

/// Points and whole sections about what is not here.
#[rustfmt::skip]
const NOT_HERE: &[(&str, &str)] = &[
    ("1.2.6", "LDAP"), ("1.2.7", "XPath"), ("1.2.8", "LaTeX"), ("1.3.8", "JNDI"), ("1.3.9", "memcache"),
    ("3.5.5", "postMessage"), ("4.3.", "GraphQL"), ("4.4.", "WebSockets"), ("6.1.2", "passwords"), ("6.2.", "passwords"),
    ("6.6.1", "telephones"), ("6.8.", "identity providers"), ("7.1.3", "federated sign-in"), ("7.6.1", "federated sign-in"),
    ("9.", "self-contained tokens"), ("10.", "OAuth"), ("11.4.2", "passwords"), ("11.6.1", "keys of our own making"),
    ("12.1.3", "client certificates"), ("12.3.3", "services behind services"), ("13.2.1", "services behind services"), ("17.", "WebRTC"),
];

/// What is not met yet, and why.
const OPEN: &[(&str, &str)] = &[];

/// A secret: what it is, the file and the words that draw it, its bits, how long it lives, how it is kept, and the tests that show
/// that it opens nothing twice, or why it may.
type Secret = (&'static str, &'static str, &'static str, u32, &'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const SECRETS: &[Secret] = &[
    ("the link of a sign-in", "src/accounts/store/signing_in.rs", "token: clock::secret_token()", 256, "ten minutes", "hash", &["a_link_used_twice_lets_nobody_in_the_second_time", "a_link_is_worthless_after_its_ten_minutes"]),
    ("the code of a sign-in", "src/accounts/store/signing_in.rs", "code: clock::spoken_code(6)", 30, "ten minutes, five tries", "hash", &["a_member_signs_in_by_the_code_from_the_mail_once", "a_code_typed_right_after_five_wrong_ones_lets_nobody_in"]),
    ("the code of the console", "src/accounts/store/signing_in.rs", "code: clock::spoken_code(12)", 60, "ten minutes, five tries", "hash", &["a_code_that_is_sent_twice_at_once_opens_one_session"]),
    ("the browser that asked for a way in", "src/accounts/store/signing_in.rs", "browser: clock::secret_token()", 256, "ten minutes", "hash", &["a_link_is_worthless_after_its_ten_minutes"]),
    ("a session", "src/accounts/store/signed_in.rs", "let token = clock::secret_token()", 256, "90 days; idle 30 days, an officer's 12 hours", "hash", &["who_steals_the_database_finds_neither_the_key_nor_the_codes"]),
    ("a session after its second step", "src/accounts/store/signed_in.rs", "(clock::secret_token(), act.at())", 256, "as the session; the one before, a minute", "hash", &["figures_and_recovery_codes_open_once"]),
    ("recovery codes", "src/accounts/second_step.rs", "clock::spoken_code(SIGNS)", 120, "until used", "hash", &["figures_and_recovery_codes_open_once", "who_steals_the_database_finds_neither_the_key_nor_the_codes"]),
    ("the key of an app for figures", "src/accounts/second_step.rs", "clock::secret_bytes()[..KEY]", 160, "until replaced", "sealed", &["who_steals_the_database_finds_neither_the_key_nor_the_codes"]),
    ("a voting link and the code on paper", "src/ballots/secret.rs", "token: clock::secret_token(), code: clock::spoken_code(CODE_LENGTH)", 60, "until the ballot closes, or a paper is in", "hash", &["a_paper_comes_by_code_once_and_the_second_is_told_why_not"]),
    ("the slip of a paper", "src/ballots/pages/check.rs", "slip: clock::secret_token()", 256, "one form", "hash", &["the_same_slip_always_gives_the_same_paper"]),
    ("the code on the screen in the room", "src/ballots/room.rs", "clock::spoken_code(CODE_LENGTH)", 20, "one ballot in one room", "plain: it is shown to everybody in the room", &["in_a_meeting_a_paper_needs_the_code_on_the_screen_in_the_room"]),
    ("the code at the door of a meeting", "src/meetings/store/meetings.rs", "clock::spoken_code(4)", 20, "one evening", "plain: it hangs at the door", &["the_room_code_is_taken_in_small_letters_and_with_a_space"]),
    ("the answer to a notice or to a shift, and a calendar's address", "src/mail/key.rs", "clock::spoken_code(KEY_LENGTH)", 60, "until the meeting or the shift; until replaced", "hash; it does one small thing and may be used again", &["a_link_that_belongs_to_no_notice_says_where_to_go", "a_new_link_makes_the_old_one_worthless"]),
    ("the token of a form", "src/web/desk.rs", "form_token: clock::secret_token()", 256, "seven days", "hash", &["a_double_tap_is_one_vote_and_a_second_thought_changes_nothing"]),
    ("the link of the first start", "src/cli/run.rs", "first_run: clock::secret_token()", 256, "until there is a branch", "memory alone", &["later_on_the_consoles_link_lets_nobody_in"]),
];

/// What is drawn and is no secret that opens something.
const NO_SECRETS: &[(&str, &str)] = &[
    ("src/web/problem.rs", "the reference of a fault"),
    ("src/selections/hustings/calling.rs", "the seed of a lot, which everybody reads"),
    ("src/mail/worker/office.rs", "the name of a lease"),
    ("src/mail/worker/mod.rs", "the seed of the jitter"),
    ("src/db/vault.rs", "the key of the vault itself, in a file for its owner alone, and nonces"),
    ("src/db/sealed.rs", "the salt and the nonce of a backup"),
    ("src/clock.rs", "the drawing itself"),
];

/// A file that somebody sends: where it is taken, how large it may be, and the tests that show that it is known by its content.
type Upload = (&'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
const UPLOADS: &[Upload] = &[
    ("src/members/pages/imports/send.rs", "16 MB, 8 million cells, 256 MB unpacked", &["a_file_of_fifty_megabytes_is_turned_away_unread", "files_that_are_no_lists_are_turned_away_by_name", "a_small_file_that_unpacks_to_a_large_one_is_turned_away_before_it_does"]),
    ("src/canvassing/custody/pages/registers.rs", "64 MB", &["a_file_that_is_no_register_is_refused_beside_the_field", "a_file_that_nobody_loads_is_thrown_away_after_a_day"]),
    ("src/canvassing/ground/pages.rs", "64 MB, 100,000 pieces of street", &["files_that_say_nothing_of_these_doors_are_refused_beside_their_field_and_change_nothing", "a_file_that_is_no_map_or_breaks_off_is_refused_in_words"]),
    ("src/canvassing/voting_lists/pages/lists.rs", "64 MB", &["a_file_with_neither_column_is_no_list", "a_file_that_is_no_list_of_voters_is_refused_beside_the_field"]),
    ("src/meetings/documents/pages.rs", "10 MB, 60 of them and 64 MB a meeting", &["all_documents_of_a_meeting_fit_into_one_file", "what_a_file_is_its_content_says", "a_program_and_an_archive_of_anything_are_no_documents"]),
    ("src/selections/pages/apply.rs", "16 MB, 12,000 pixels a side; drawn anew", &["files_that_give_no_portrait_are_refused_with_what_to_choose_instead", "nothing_that_a_camera_noted_is_kept"]),
    ("src/motions/sending/pages/take_in.rs", "as a bundle of motions says; signed", &["another_file_is_no_motion", "what_was_signed_is_read_back_with_the_key_that_signed_it"]),
];

/// How many points each section has at levels 1 and 2, by the highest number in use, with those of level 3 taken out.
#[rustfmt::skip]
const ASKED: &[(&str, &[u32])] = &[
    ("1.1", &[1, 2]), ("1.2", &[1, 2, 3, 4, 5, 6, 7, 8, 9]), ("1.3", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]), ("1.4", &[1, 2, 3]), ("1.5", &[1, 2]),
    ("2.1", &[1, 2, 3]), ("2.2", &[1, 2, 3]), ("2.3", &[1, 2, 3, 4]), ("2.4", &[1]),
    ("3.2", &[1, 2]), ("3.3", &[1, 2, 3, 4]), ("3.4", &[1, 2, 3, 4, 5, 6]), ("3.5", &[1, 2, 3, 4, 5]), ("3.7", &[1, 2]),
    ("4.1", &[1, 2, 3]), ("4.2", &[1]), ("4.3", &[1, 2]), ("4.4", &[1, 2, 3, 4]),
    ("5.1", &[1]), ("5.2", &[1, 2, 3]), ("5.3", &[1, 2]), ("5.4", &[1, 2, 3]),
    ("6.1", &[1, 2, 3]), ("6.2", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), ("6.3", &[1, 2, 3, 4]), ("6.4", &[1, 2, 3, 4]),
    ("6.5", &[1, 2, 3, 4, 5]), ("6.6", &[1, 2, 3]), ("6.8", &[1, 2, 3, 4]),
    ("7.1", &[1, 2, 3]), ("7.2", &[1, 2, 3, 4]), ("7.3", &[1, 2]), ("7.4", &[1, 2, 3, 4, 5]), ("7.5", &[1, 2]), ("7.6", &[1, 2]),
    ("8.1", &[1, 2]), ("8.2", &[1, 2, 3]), ("8.3", &[1]), ("8.4", &[1]),
    ("11.1", &[1, 2]), ("11.2", &[1, 2, 3]), ("11.3", &[1, 2, 3]), ("11.4", &[1, 2, 3, 4]), ("11.5", &[1]), ("11.6", &[1]),
    ("12.1", &[1, 2, 3]), ("12.2", &[1, 2]), ("12.3", &[1, 2, 3, 4]),
    ("13.1", &[1]), ("13.2", &[1, 2, 3, 4, 5]), ("13.3", &[1, 2]), ("13.4", &[1, 2, 3, 4, 5]),
    ("14.1", &[1, 2]), ("14.2", &[1, 2, 3, 4]), ("14.3", &[1, 2, 3]),
    ("15.1", &[1, 2, 3]), ("15.2", &[1, 2, 3]), ("15.3", &[1, 2, 3, 4, 5, 6, 7]),
    ("16.1", &[1]), ("16.2", &[1, 2, 3, 4, 5]), ("16.3", &[1, 2, 3, 4]), ("16.4", &[1, 2, 3]), ("16.5", &[1, 2, 3]),
];

/// Every function that stands in a source file, by its name.
fn functions() -> BTreeSet<String> {
    let (mut found, mut folders) = (BTreeSet::new(), vec!["src".into(), "tests".into()]);
    while let Some(folder) = folders.pop() {
        let folder: std::path::PathBuf = folder;
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.extension().is_some_and(|ending| ending == "rs") => {
                    let text = fs::read_to_string(path).expect("a source file");
                    found.extend(text.split("fn ").skip(1).filter_map(|rest| rest.split('(').next()).map(str::to_owned));
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn every_answer_names_a_test_or_a_file_that_is_there() {
    let functions = functions();
    let is_there = |shown: &str| if shown.contains(['/', '.']) { Path::new(shown).exists() } else { functions.contains(shown) };
    let missing: Vec<String> = ANSWERS
        .iter()
        .flat_map(|(point, _, shown)| shown.iter().map(move |shown| (point, shown)))
        .filter(|(_, shown)| !is_there(shown))
        .map(|(point, shown)| format!("{point} is shown by {shown}, which is not there"))
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(ANSWERS.iter().all(|(_, how, shown)| !how.is_empty() && !shown.is_empty()));
}

#[test]
fn every_point_of_the_first_two_levels_is_answered_once() {
    let stated = ANSWERS.iter().map(|(point, ..)| *point).chain(OPEN.iter().map(|(point, _)| *point));
    let absent =
        |point: &str| NOT_HERE.iter().any(|(each, _)| point == *each || (each.ends_with('.') && point.starts_with(each)));
    let stated: Vec<&str> = stated.collect();
    let mut faults = Vec::new();
    for (section, numbers) in ASKED {
        for number in *numbers {
            let point = format!("{section}.{number}");
            let times = stated.iter().filter(|each| **each == point).count() + usize::from(absent(&point));
            if times != 1 {
                faults.push(format!("{point} is answered {times} times"));
            }
        }
    }
    let asked: BTreeSet<String> =
        ASKED.iter().flat_map(|(section, numbers)| numbers.iter().map(move |number| format!("{section}.{number}"))).collect();
    faults.extend(stated.iter().filter(|point| !asked.contains(**point)).map(|point| format!("{point} is not asked")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The source files that hold one of these words, with what stands in them before their tests.
fn files_with(words: &[&str]) -> Vec<(String, String)> {
    let (mut found, mut folders) = (Vec::new(), vec![std::path::PathBuf::from("src")]);
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap_or_default();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned();
            if words.iter().any(|word| code.contains(word)) {
                found.push((path.display().to_string(), code));
            }
        }
    }
    found
}

#[test]
fn every_secret_is_long_enough_for_its_life_kept_as_a_hash_and_shown_by_a_test() {
    let functions = functions();
    for (what, file, drawn, bits, life, kept, shown) in SECRETS {
        let code = fs::read_to_string(file).unwrap_or_else(|_| panic!("{file} is not there"));
        assert!(code.contains(drawn), "{what} is not drawn by {drawn:?} in {file}");
        // ASVS 6.5.4 and 11.5.1: 20 bits where tries are limited and people type, 128 where nobody does.
        let least = if drawn.contains("spoken_code") { 20 } else { 128 };
        assert!(*bits >= least, "{what} has {bits} bits");
        assert!(!life.is_empty());
        let is_kept_well = ["hash", "sealed", "memory alone", "plain: "].iter().any(|way| kept.starts_with(way));
        assert!(is_kept_well && (!kept.starts_with("plain") || *bits == 20), "{what} is kept as {kept}");
        assert!(shown.iter().all(|test| functions.contains(*test)), "{what} is shown by {shown:?}");
    }
}

#[test]
fn no_secret_is_drawn_that_is_not_in_the_table() {
    let known =
        |file: &str| SECRETS.iter().any(|(_, known, ..)| *known == file) || NO_SECRETS.iter().any(|(known, _)| *known == file);
    let drawing = files_with(&["clock::secret_token()", "clock::spoken_code(", "clock::secret_bytes()"]);
    assert!(drawing.len() > 10, "they are looked for in the right place");
    let strangers: Vec<_> = drawing.iter().map(|(file, _)| file).filter(|file| !known(file)).collect();
    assert!(strangers.is_empty(), "{strangers:?} draw what is not in the table");
    for (file, code) in drawing.iter().filter(|(file, _)| !NO_SECRETS.iter().any(|(known, _)| known == file)) {
        let drawn = code.matches("clock::secret_token()").count() + code.matches("clock::spoken_code(").count();
        let told = SECRETS.iter().filter(|(_, known, ..)| known == file).map(|(_, _, words, ..)| {
            words.matches("clock::secret_token()").count() + words.matches("clock::spoken_code(").count()
        });
        assert_eq!(drawn, told.sum::<usize>(), "{file} draws more, or less, than the table tells");
    }
}

#[test]
fn every_file_that_is_taken_is_bounded_and_known_by_its_content() {
    let functions = functions();
    let takers: BTreeSet<String> = files_with(&["sent: Uploaded"]).into_iter().map(|(file, _)| file).collect();
    let told: BTreeSet<String> = UPLOADS.iter().map(|(file, ..)| (*file).to_owned()).collect();
    assert_eq!(takers, told);
    for (file, bound, shown) in UPLOADS {
        assert!(!bound.is_empty() && shown.iter().all(|test| functions.contains(*test)), "{file} is shown by {shown:?}");
    }
}
