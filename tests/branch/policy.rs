//! Who may open what: every page of the house against every office, and against people who hold none.

use std::fs;

use wardmote::members::Office;

use crate::{
    stories,
    world::{Branch, Browser, Database},
};

/// Who stands in the columns of [`TABLE`], in their order: how the story calls them, and the office they hold.
const WHO: [(&str, Option<Office>); 8] = [
    ("tom", Some(Office::Chair)),
    ("nadia", Some(Office::Secretary)),
    ("ama", Some(Office::MembershipSecretary)),
    ("petra", Some(Office::Treasurer)),
    ("joe", Some(Office::CanvassCoordinator)),
    ("leila", Some(Office::ReturningOfficer)),
    ("gwen", Some(Office::Steward)),
    ("marek", None),
];

/// A line for each thing that a browser may ask for, a column for each office, in the order of [`WHO`]: chair, secretary,
/// membership secretary, treasurer, canvass coordinator, returning officer, steward, a member without an office; last,
/// somebody who is not signed in. What a page shows of one's own, and to whom a round is open, is told by the stories of its
/// module; here stands who is turned away at the door.
const TABLE: &str = "
#                                                               ch  se  ms  tr  cc  ro  st  me  out
# setup
GET  /practice                                                  yes yes yes yes yes yes yes yes yes
POST /practice/roles                                            yes yes yes yes yes yes yes yes yes
GET  /start/{token}                                             yes yes yes yes yes yes yes yes yes
GET  /start/{token}/own                                         yes yes yes yes yes yes yes yes yes
POST /start/{token}/own                                         yes yes yes yes yes yes yes yes yes
POST /start/{token}/practice                                    yes yes yes yes yes yes yes yes yes
# accounts
GET  /me/sessions                                               yes yes yes yes yes yes yes yes -
POST /me/sessions/endings                                       yes yes yes yes yes yes yes yes -
POST /me/sessions/{session}/end                                 yes yes yes yes yes yes yes yes -
GET  /second-step                                               yes yes yes yes yes yes yes yes -
GET  /second-step/new                                           yes yes yes yes yes yes yes yes -
POST /second-step/new                                           yes yes yes yes yes yes yes yes -
POST /second-step/recovery-codes                                yes yes yes yes yes yes yes -   -
POST /second-step/tries                                         yes yes yes yes yes yes yes yes -
GET  /second-steps                                              yes yes yes yes yes yes yes -   -
POST /second-steps/resets                                       yes yes yes yes yes yes yes -   -
POST /second-steps/resets/{reset}/confirmation                  yes yes yes yes yes yes yes -   -
POST /second-steps/resets/{reset}/stop                          yes yes yes yes yes yes yes -   -
POST /sessions                                                  yes yes yes yes yes yes yes yes yes
GET  /sign-in                                                   yes yes yes yes yes yes yes yes yes
GET  /sign-in/code                                              yes yes yes yes yes yes yes yes yes
GET  /sign-in/console                                           yes yes yes yes yes yes yes yes yes
GET  /sign-in/link                                              yes yes yes yes yes yes yes yes yes
POST /sign-ins                                                  yes yes yes yes yes yes yes yes yes
# home
GET  /                                                          yes yes yes yes yes yes yes yes -
GET  /find                                                      yes yes yes yes yes yes yes yes -
GET  /meetings/{meeting}/papers                                 yes yes yes yes yes yes yes yes -
GET  /more                                                      yes yes yes yes yes yes yes yes -
# places
GET  /wards                                                     yes yes yes yes yes yes yes yes -
GET  /wards/{ward}/areas                                        -   yes yes -   -   -   -   -   -
POST /wards/{ward}/areas                                        -   yes yes -   -   -   -   -   -
# affiliates
GET  /affiliates                                                yes yes yes yes yes yes yes yes -
POST /affiliates                                                -   yes yes -   -   -   -   -   -
POST /affiliates/{affiliate}/end                                -   yes yes -   -   -   -   -   -
# members
GET  /me                                                        yes yes yes yes yes yes yes yes -
GET  /me/address                                                yes yes yes yes yes yes yes yes -
POST /me/address                                                yes yes yes yes yes yes yes yes -
POST /me/address/check                                          yes yes yes yes yes yes yes yes -
GET  /me/contact                                                yes yes yes yes yes yes yes yes -
POST /me/contact                                                yes yes yes yes yes yes yes yes -
GET  /me/needs                                                  yes yes yes yes yes yes yes yes -
POST /me/needs                                                  yes yes yes yes yes yes yes yes -
GET  /me/looks                                                  yes yes yes yes yes yes yes yes -
GET  /me/welcomes                                               yes yes yes yes yes yes yes yes -
GET  /me/welcomes/{member}                                      yes yes yes yes yes yes yes yes -
POST /me/welcomes/{member}/return                               yes yes yes yes yes yes yes yes -
POST /me/welcomes/{member}/speaking                             yes yes yes yes yes yes yes yes -
POST /me/welcomes/{member}/speaking/undoing                     yes yes yes yes yes yes yes yes -
GET  /members                                                   -   yes yes -   -   -   -   -   -
GET  /members/import                                            -   yes yes -   -   -   -   -   -
POST /members/import                                            -   yes yes -   -   -   -   -   -
GET  /members/import/{import}                                   -   yes yes -   -   -   -   -   -
POST /members/import/{import}/application                       -   yes yes -   -   -   -   -   -
POST /members/import/{import}/decisions                        -   yes yes -   -   -   -   -   -
POST /members/import/{import}/letters                           -   yes yes -   -   -   -   -   -
GET  /members/import/{import}/problems.csv                      -   yes yes -   -   -   -   -   -
GET  /members/import/{import}/reading                           -   yes yes -   -   -   -   -   -
POST /members/import/{import}/reading                           -   yes yes -   -   -   -   -   -
POST /members/import/{import}/reading/forgetting                -   yes yes -   -   -   -   -   -
POST /members/import/{import}/undo                              -   yes yes -   -   -   -   -   -
GET  /members/dues                                              -   yes yes yes -   -   -   -   -
POST /members/dues                                              -   yes yes yes -   -   -   -   -
GET  /members/duplicates                                        -   yes yes -   -   -   -   -   -
GET  /members/duplicates/{kept}/{aside}                         -   yes yes -   -   -   -   -   -
POST /members/duplicates/{kept}/{aside}                         -   yes yes -   -   -   -   -   -
POST /members/duplicates/{kept}/{aside}/apart                   -   yes yes -   -   -   -   -   -
POST /members/merges/{merge}/undoing                            -   yes yes -   -   -   -   -   -
GET  /members/dues/reminder                                     -   yes yes yes -   -   -   -   -
POST /members/dues/reminder/test                                -   yes yes yes -   -   -   -   -
POST /members/dues/reminders                                    -   yes yes yes -   -   -   -   -
GET  /members/dues/reminders/{reminder}                         -   yes yes yes -   -   -   -   -
GET  /members/dues/reminders/{reminder}/letters                 -   yes yes yes -   -   -   -   -
GET  /members/joiners                                           -   yes yes -   -   -   -   -   -
POST /members/joiners/check                                     -   yes yes -   -   -   -   -   -
POST /members/joiners/welcomers                                 -   yes yes -   -   -   -   -   -
GET  /members/needs                                             -   yes -   -   -   -   -   -   -
GET  /members/new                                               -   yes yes -   -   -   -   -   -
POST /members/new                                               -   yes yes -   -   -   -   -   -
GET  /members/offices                                           -   yes yes -   -   -   -   -   -
POST /members/offices                                           -   yes yes -   -   -   -   -   -
GET  /members/offices/handovers/{handover}                      yes yes yes yes yes yes yes yes -
POST /members/offices/handovers/{handover}/items/{item}         yes yes yes yes yes yes yes yes -
POST /members/offices/handovers/{handover}/items/{item}/undoing yes yes yes yes yes yes yes yes -
POST /members/offices/handovers/{handover}/undoing              -   yes yes -   -   -   -   -   -
POST /members/offices/{term}/end                                -   yes yes -   -   -   -   -   -
GET  /members/offices/{term}/handover                           -   yes yes -   -   -   -   -   -
POST /members/offices/{term}/handover                           -   yes yes -   -   -   -   -   -
GET  /members/{member}                                          -   yes yes -   -   -   -   -   -
GET  /members/{member}/class                                    -   yes yes -   -   -   -   -   -
POST /members/{member}/class                                    -   yes yes -   -   -   -   -   -
GET  /members/{member}/contact                                  -   yes yes -   -   -   -   -   -
GET  /members/{member}/copy                                     -   yes yes -   -   -   -   -   -
POST /members/{member}/copy                                     -   yes yes -   -   -   -   -   -
GET  /members/{member}/details                                  -   yes yes -   -   -   -   -   -
POST /members/{member}/details                                  -   yes yes -   -   -   -   -   -
POST /members/{member}/dues/refusal                             -   yes yes yes -   -   -   -   -
POST /members/{member}/dues/refusal/undoing                     -   yes yes yes -   -   -   -   -
GET  /members/{member}/joining                                  -   yes yes -   -   -   -   -   -
POST /members/{member}/joining                                  -   yes yes -   -   -   -   -   -
GET  /members/{member}/suspension                               -   yes yes -   -   -   -   -   -
POST /members/{member}/suspension                               -   yes yes -   -   -   -   -   -
POST /members/{member}/suspensions/{suspension}/end             -   yes yes -   -   -   -   -   -
GET  /members/{member}/ward                                     -   yes yes -   -   -   -   -   -
POST /members/{member}/ward                                     -   yes yes -   -   -   -   -   -
GET  /members/{member}/welcome                                  -   yes yes -   -   -   -   -   -
POST /members/{member}/welcome                                  -   yes yes -   -   -   -   -   -
POST /members/{member}/welcome/speaking                         -   yes yes -   -   -   -   -   -
POST /members/{member}/welcome/speaking/undoing                 -   yes yes -   -   -   -   -   -
# mailings
GET  /mailings                                                  -   yes yes -   -   -   -   -   -
POST /mailings                                                  -   yes yes -   -   -   -   -   -
POST /mailings/check                                            -   yes yes -   -   -   -   -   -
GET  /mailings/new                                              -   yes yes -   -   -   -   -   -
POST /mailings/new                                              -   yes yes -   -   -   -   -   -
POST /mailings/test                                             -   yes yes -   -   -   -   -   -
GET  /mailings/{mailing}                                        -   yes yes -   -   -   -   -   -

# lists
GET  /lists                                                     -   yes yes -   -   -   -   -   -
POST /lists                                                     -   yes yes -   -   -   -   -   -
POST /lists/file                                                -   yes yes -   -   -   -   -   -
GET  /lists/people                                              -   yes yes -   -   -   -   -   -
GET  /lists/releases                                            yes yes yes -   -   -   -   -   -
POST /lists/releases/{release}/agreement                        yes yes yes -   -   -   -   -   -
POST /lists/releases/{release}/file                             -   yes yes -   -   -   -   -   -
POST /lists/releases/{release}/refusal                          yes yes yes -   -   -   -   -   -
GET  /lists/{list}                                              -   yes yes -   -   -   -   -   -
POST /lists/{list}/acts                                         -   yes yes -   -   -   -   -   -
POST /lists/{list}/acts/{act}/undoing                           -   yes yes -   -   -   -   -   -
POST /lists/{list}/cells                                        -   yes yes -   -   -   -   -   -
GET  /lists/{list}/columns                                      -   yes yes -   -   -   -   -   -
POST /lists/{list}/columns                                      -   yes yes -   -   -   -   -   -
POST /lists/{list}/columns/{column}/earlier                     -   yes yes -   -   -   -   -   -
POST /lists/{list}/columns/{column}/name                        -   yes yes -   -   -   -   -   -
POST /lists/{list}/columns/{column}/removal                     -   yes yes -   -   -   -   -   -
POST /lists/{list}/columns/{column}/removal/undoing             -   yes yes -   -   -   -   -   -
POST /lists/{list}/file                                         -   yes yes -   -   -   -   -   -
POST /lists/{list}/removal                                      -   yes yes -   -   -   -   -   -
POST /lists/{list}/removal/undoing                              -   yes yes -   -   -   -   -   -
GET  /me/lists                                                  yes yes yes yes yes yes yes yes -
# privacy
GET  /me/copy.zip                                               yes yes yes yes yes yes yes yes -
GET  /me/erasure                                                yes yes yes yes yes yes yes yes -
POST /me/erasure                                                yes yes yes yes yes yes yes yes -
GET  /members/{member}/erasure                                  -   yes yes -   -   -   -   -   -
POST /members/{member}/erasure                                  -   yes yes -   -   -   -   -   -
GET  /privacy/erasures                                          yes yes yes -   -   -   -   -   -
POST /privacy/erasures/{erasure}/confirmation                   yes yes yes -   -   -   -   -   -
POST /privacy/erasures/{erasure}/stop                           yes yes yes -   -   -   -   -   -
GET  /privacy                                                   yes yes yes yes yes yes yes yes yes
# meetings
POST /agenda-templates/{template}/removal                       -   yes -   -   -   -   -   -   -
GET  /calendar/{key}                                            yes yes yes yes yes yes yes yes yes
GET  /coming/{key}                                              yes yes yes yes yes yes yes yes yes
POST /coming/{key}                                              yes yes yes yes yes yes yes yes yes
GET  /coming/{key}/calendar.ics                                 yes yes yes yes yes yes yes yes yes
GET  /me/calendar                                               yes yes yes yes yes yes yes yes -
POST /me/calendar                                               yes yes yes yes yes yes yes yes -
POST /me/calendar/end                                           yes yes yes yes yes yes yes yes -
GET  /requisitions                                              yes yes yes yes yes yes yes yes -
POST /requisitions                                              yes yes yes yes yes yes yes yes -
GET  /requisitions/{requisition}                                yes yes yes yes yes yes yes yes -
POST /requisitions/{requisition}/bodies                         -   yes -   -   -   -   -   -   -
POST /requisitions/{requisition}/bodies/withdrawal              -   yes -   -   -   -   -   -   -
POST /requisitions/{requisition}/signature                      yes yes yes yes yes yes yes yes -
POST /requisitions/{requisition}/signature/withdrawal           yes yes yes yes yes yes yes yes -
GET  /meetings                                                  yes yes yes yes yes yes yes yes -
POST /meetings                                                  -   yes -   -   -   -   -   -   -
POST /meetings/check                                            -   yes -   -   -   -   -   -   -
POST /meetings/test                                             -   yes -   -   -   -   -   -   -
GET  /meetings/new                                              -   yes -   -   -   -   -   -   -
POST /meetings/new                                              -   yes -   -   -   -   -   -   -
GET  /meetings/{meeting}                                        yes yes yes yes yes yes yes yes -
GET  /meetings/{meeting}/agenda                                 yes yes yes yes yes yes yes yes -
POST /meetings/{meeting}/arrivals/{member}                      yes yes yes -   -   -   yes -   -
POST /meetings/{meeting}/arrivals/{member}/undo                 yes yes yes -   -   -   yes -   -
GET  /meetings/{meeting}/calendar.ics                           yes yes yes yes yes yes yes yes -
GET  /meetings/{meeting}/certificate                            -   yes -   -   -   -   -   -   -
POST /meetings/{meeting}/departures/{member}                    yes yes yes -   -   -   yes -   -
GET  /meetings/{meeting}/documents                              yes yes yes yes yes yes yes yes -
POST /meetings/{meeting}/documents                              -   yes -   -   -   -   -   -   -
GET  /meetings/{meeting}/documents.zip                          yes yes yes yes yes yes yes yes -
GET  /meetings/{meeting}/documents/{document}                   yes yes yes yes yes yes yes yes -
POST /meetings/{meeting}/documents/{document}/removal           -   yes -   -   -   -   -   -   -
GET  /meetings/{meeting}/door                                   yes yes yes -   -   -   yes -   -
POST /meetings/{meeting}/handings/{member}                      -   yes -   -   -   -   -   -   -
POST /meetings/{meeting}/handings/{member}/undo                 -   yes -   -   -   -   -   -   -
GET  /meetings/{meeting}/here                                   yes yes yes yes yes yes yes yes -
POST /meetings/{meeting}/here                                   yes yes yes yes yes yes yes yes -
POST /meetings/{meeting}/here/departure                         yes yes yes yes yes yes yes yes -
POST /meetings/{meeting}/items                                  -   yes -   -   -   -   -   -   -
POST /meetings/{meeting}/items/{item}/place                     -   yes -   -   -   -   -   -   -
POST /meetings/{meeting}/items/{item}/removal                   -   yes -   -   -   -   -   -   -
GET  /meetings/{meeting}/letters                                -   yes -   -   -   -   -   -   -
GET  /meetings/{meeting}/calling-off                            -   yes -   -   -   -   -   -   -
POST /meetings/{meeting}/calling-off                            -   yes -   -   -   -   -   -   -
GET  /meetings/{meeting}/place                                  -   yes -   -   -   -   -   -   -
POST /meetings/{meeting}/place                                  -   yes -   -   -   -   -   -   -
POST /meetings/{meeting}/postings                               -   yes -   -   -   -   -   -   -
GET  /me/card                                                   yes yes yes yes yes yes yes yes -
GET  /meetings/card/{token}                                     yes yes yes yes yes yes yes yes yes
GET  /meetings/{meeting}/door/desk                              yes yes yes -   -   -   yes -   -
GET  /meetings/{meeting}/door/list                              yes yes yes -   -   -   yes -   -
POST /meetings/{meeting}/door/taps                              yes yes yes -   -   -   yes -   -
GET  /meetings/{meeting}/door/quorum                            yes yes yes yes yes yes yes yes -
GET  /meetings/{meeting}/quorum                                 yes yes yes yes yes yes yes yes -
GET  /meetings/{meeting}/replies                                -   yes -   -   -   -   -   -   -
POST /meetings/{meeting}/replies                                -   yes -   -   -   -   -   -   -
GET  /meetings/{meeting}/corrections/{sentence}                 yes yes yes yes yes yes yes yes -
POST /meetings/{meeting}/corrections/{sentence}                 yes yes yes yes yes yes yes yes -
POST /meetings/{meeting}/corrections/{correction}/leaving       yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/corrections/{correction}/taking        yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/corrections/{correction}/withdrawal    yes yes yes yes yes yes yes yes -
GET  /meetings/{meeting}/priorities                             yes yes yes yes yes yes yes yes -
POST /meetings/{meeting}/priorities                             yes yes yes yes yes yes yes yes -
POST /meetings/{meeting}/priorities/asking                      -   yes -   -   -   -   -   -   -
POST /meetings/{meeting}/priorities/closing                     -   yes -   -   -   -   -   -   -
POST /meetings/{meeting}/reply                                  yes yes yes yes yes yes yes yes -
GET  /meetings/{meeting}/service                                -   yes -   -   -   -   -   -   -
POST /meetings/{meeting}/template                               -   yes -   -   -   -   -   -   -
POST /meetings/{meeting}/timing                                 -   yes -   -   -   -   -   -   -
POST /meetings/{meeting}/versions                               -   yes -   -   -   -   -   -   -
# motions
GET  /composites/new                                            yes yes -   -   -   -   -   -   -
POST /composites                                                yes yes -   -   -   -   -   -   -
GET  /composites/{composite}                                    yes yes yes yes yes yes yes yes -
POST /composites/{composite}/agreement                          yes yes yes yes yes yes yes yes -
POST /composites/{composite}/leaving                            yes yes yes yes yes yes yes yes -
POST /composites/{composite}/text                               yes yes yes yes yes yes yes yes -
GET  /motions                                                   yes yes yes yes yes yes yes yes -
POST /motions                                                   yes yes yes yes yes yes yes yes -
GET  /motions/list.csv                                          yes yes -   -   -   -   -   -   -
GET  /motions/taking-in                                         yes yes -   -   -   -   -   -   -
POST /motions/taking-in                                         yes yes -   -   -   -   -   -   -
POST /motions/taking-in/motion                                  yes yes -   -   -   -   -   -   -
GET  /motions/new                                               yes yes yes yes yes yes yes yes -
GET  /motions/{motion}                                          yes yes yes yes yes yes yes yes -
GET  /motions/{motion}/paper.odt                                yes yes yes yes yes yes yes yes -
POST /motions/{motion}/signed-file                              yes yes -   -   -   -   -   -   -
GET  /motions/{motion}/amendments                               yes yes yes yes yes yes yes yes -
POST /motions/{motion}/amendments                               yes yes yes yes yes yes yes yes -
POST /motions/{motion}/amendments/links                         yes yes -   -   -   -   -   -   -
POST /motions/{motion}/amendments/links/{link}/removal          yes yes -   -   -   -   -   -   -
POST /motions/{motion}/amendments/check                         yes yes yes yes yes yes yes yes -
GET  /motions/{motion}/amendments/new                           yes yes yes yes yes yes yes yes -
POST /motions/{motion}/amendments/new                           yes yes yes yes yes yes yes yes -
GET  /motions/{motion}/amendments/{amendment}                   yes yes yes yes yes yes yes yes -
POST /motions/{motion}/amendments/{amendment}/decision          yes yes -   -   -   -   -   -   -
POST /motions/{motion}/amendments/{amendment}/seconding         yes yes yes yes yes yes yes yes -
POST /motions/{motion}/amendments/{amendment}/withdrawal        yes yes yes yes yes yes yes yes -
GET  /motions/{motion}/ruling                                   yes yes -   -   -   -   -   -   -
POST /motions/{motion}/recommendation                           yes yes -   -   -   -   -   -   -
POST /motions/{motion}/ruling                                   yes yes -   -   -   -   -   -   -
POST /motions/{motion}/seconder                                 yes yes yes yes yes yes yes yes -
POST /motions/{motion}/seconding                                yes yes yes yes yes yes yes yes -
POST /motions/{motion}/seconding/refusal                        yes yes yes yes yes yes yes yes -
POST /motions/{motion}/withdrawal                               yes yes yes yes yes yes yes yes -
# floor
GET  /meetings/{meeting}/floor                                  yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/agreement                        yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/casting-vote                     yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/closing                          yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/fall                             yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/hands                            yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/item                             yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/mover                            yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/notes                            yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/opening                          yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/procedural                       yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/named                            yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/second-count                     yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/seconder                         yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/minutes                          yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/question                         yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/ratification                     yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/result                           yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/secrecy                          yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/silence                          yes yes -   -   -   -   -   -   -
POST /meetings/{meeting}/floor/speaker                          yes yes -   -   -   -   -   -   -
GET  /meetings/{meeting}/minutes                                yes yes yes yes yes yes yes yes -
GET  /meetings/{meeting}/minutes/{sentence}                     -   yes -   -   -   -   -   -   -
POST /meetings/{meeting}/minutes/{sentence}                     -   yes -   -   -   -   -   -   -
GET  /meetings/{meeting}/screen                                 yes yes yes yes yes yes yes yes -
POST /meetings/{meeting}/speeches                               yes yes yes yes yes yes yes yes -
POST /meetings/{meeting}/speeches/{speech}/withdrawal           yes yes yes yes yes yes yes yes -
GET  /meetings/{meeting}/stream                                 yes yes yes yes yes yes yes yes -
GET  /meetings/{meeting}/vote                                   yes yes yes yes yes yes yes yes -
POST /meetings/{meeting}/votes                                  yes yes yes yes yes yes yes yes -
# ballots
GET  /ballots                                                   yes yes yes yes yes yes yes yes -
POST /ballots                                                   -   yes -   -   -   yes -   -   -
GET  /me/votes                                                  yes yes yes yes yes yes yes yes -
GET  /members/{member}/votes                                    -   yes yes -   -   -   -   -   -
GET  /ballots/new                                               -   yes -   -   -   yes -   -   -
GET  /ballots/question                                          -   yes -   -   -   yes -   -   -
POST /ballots/question                                          -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}                                          yes yes yes yes yes yes yes yes -
POST /ballots/{ballot}/batches                                  -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}/batches/{number}                         yes yes yes yes yes yes yes yes -
POST /ballots/{ballot}/batches/{number}                         yes yes yes yes yes yes yes yes -
POST /ballots/{ballot}/check                                    yes yes yes yes yes yes yes yes -
POST /ballots/{ballot}/choices/{number}/withdrawal              -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/choices/{number}/withdrawal/undo         -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}/marked-register                          yes yes yes yes yes yes yes yes -
POST /ballots/{ballot}/recount                                  -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}/closing                                  -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/closing                                  -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}/count-sheet                              yes yes yes yes yes yes yes yes yes
GET  /ballots/{ballot}/days                                     -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/days                                     -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/discarding                               -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}/hold                                     -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/hold                                     -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/hold/end                                 -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}/letters                                  -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}/lots                                     -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/lots                                     -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/opening                                  -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}/paper                                    yes yes yes yes yes yes yes yes -
POST /ballots/{ballot}/paper                                    yes yes yes yes yes yes yes yes -
GET  /ballots/{ballot}/papers                                   yes yes yes yes yes yes yes yes yes
POST /ballots/{ballot}/papers                                   yes yes yes yes yes yes yes yes -
GET  /ballots/{ballot}/papers.blt                               yes yes yes yes yes yes yes yes yes
GET  /ballots/{ballot}/line                                     yes yes yes yes yes yes yes yes -
POST /ballots/{ballot}/line/objection                           yes yes yes yes yes yes yes yes -
GET  /ballots/{ballot}/objections                               -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/objections/{member}/decision             -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}/printed                                  -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/printed                                  -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}/printed/print                            -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/printed/{number}/return                  -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/printed/{number}/return/undo             -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}/rctab.json                               yes yes yes yes yes yes yes yes yes
GET  /ballots/{ballot}/receipt                                  yes yes yes yes yes yes yes yes yes
GET  /ballots/{ballot}/reconciliation                           yes yes yes yes yes yes yes yes -
GET  /ballots/{ballot}/reminder                                 -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/reminder                                 -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/reminder/test                            -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}/result                                   yes yes yes yes yes yes yes yes yes
GET  /ballots/{ballot}/roll                                     -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/roll/{number}/link                       -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}/screen                                   -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}/scrutineers                              -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/scrutineers                              -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/scrutineers/{member}/striking            -   yes -   -   -   yes -   -   -
GET  /ballots/{ballot}/scrutiny                                 yes yes yes yes yes yes yes yes -
POST /ballots/{ballot}/scrutiny/{point}/confirmation            yes yes yes yes yes yes yes yes -
POST /ballots/{ballot}/scrutiny/{point}/objection               yes yes yes yes yes yes yes yes -
GET  /ballots/{ballot}/sheet.json                               yes yes yes yes yes yes yes yes yes
GET  /ballots/{ballot}/stages.csv                               yes yes yes yes yes yes yes yes yes
POST /ballots/{ballot}/tellers                                  -   yes -   -   -   yes -   -   -
POST /ballots/{ballot}/tracker                                  yes yes yes yes yes yes yes yes yes
GET  /portraits/{portrait}                                     yes yes yes yes yes yes yes yes yes
GET  /vote                                                      yes yes yes yes yes yes yes yes yes
POST /vote/check                                                yes yes yes yes yes yes yes yes yes
POST /vote/paper                                                yes yes yes yes yes yes yes yes yes
POST /vote/papers                                               yes yes yes yes yes yes yes yes yes
# resolutions
GET  /actions                                                   yes yes yes yes yes yes yes yes -
GET  /actions/{action}                                          yes yes yes yes yes yes yes yes -
POST /actions/{action}/done                                     yes yes yes yes yes yes yes yes -
POST /actions/{action}/reopening                                yes yes yes yes yes yes yes yes -
GET  /resolutions                                               yes yes yes yes yes yes yes yes -
GET  /resolutions/{resolution}                                  yes yes yes yes yes yes yes yes -
POST /resolutions/{resolution}/actions                          yes yes -   -   -   -   -   -   -
GET  /resolutions/{resolution}/letter                           yes yes yes yes yes yes yes yes -
POST /resolutions/{resolution}/news                             yes yes -   -   -   -   -   -   -
POST /resolutions/{resolution}/review                           yes yes -   -   -   -   -   -   -
POST /resolutions/{resolution}/standing                         yes yes -   -   -   -   -   -   -
# selections
GET  /selections                                                yes yes yes yes yes yes yes yes -
POST /selections                                                -   yes -   -   -   yes -   -   -
GET  /selections/new                                            -   yes -   -   -   yes -   -   -
GET  /selections/{selection}                                    yes yes yes yes yes yes yes yes -
GET  /selections/{selection}/application                        yes yes yes yes yes yes yes yes -
POST /selections/{selection}/application                        yes yes yes yes yes yes yes yes -
POST /selections/{selection}/application/withdrawal             yes yes yes yes yes yes yes yes -
GET  /selections/{selection}/applications                       -   yes -   -   -   yes -   -   -
POST /selections/{selection}/applications/{application}/incumbency -  yes -   -   -   yes -   -   -
POST /selections/{selection}/applications/{application}/incumbency/undoing - yes - - -  yes -   -   -
POST /selections/{selection}/applications/{application}/taking  -   yes -   -   -   yes -   -   -
POST /selections/{selection}/ballot                             -   yes -   -   -   yes -   -   -
POST /selections/{selection}/ballot/discarding                  -   yes -   -   -   yes -   -   -
POST /selections/{selection}/candidates                         -   yes -   -   -   yes -   -   -
POST /selections/{selection}/candidates/{candidate}/withdrawal  -   yes -   -   -   yes -   -   -
GET  /selections/{selection}/complaint                          yes yes yes yes yes yes yes yes -
GET  /selections/{selection}/complaints                         -   yes -   -   -   yes -   -   -
POST /selections/{selection}/complaints                         yes yes yes yes yes yes yes yes -
POST /selections/{selection}/complaints/{complaint}/answer      -   yes -   -   -   yes -   -   -
POST /selections/{selection}/complaints/{complaint}/appeal      yes yes yes yes yes yes yes yes -
POST /selections/{selection}/complaints/{complaint}/decision    -   yes -   -   -   yes -   -   -
POST /selections/{selection}/declaration                        -   yes -   -   -   yes -   -   -
POST /selections/{selection}/declaration/undo                   -   yes -   -   -   yes -   -   -
POST /selections/{selection}/reopening                          -   yes -   -   -   yes -   -   -
POST /selections/{selection}/reopening/undo                     -   yes -   -   -   yes -   -   -
GET  /selections/{selection}/hustings                           yes yes yes yes yes yes yes yes -
POST /selections/{selection}/hustings                           -   yes -   -   -   yes -   -   -
GET  /selections/{selection}/message                            yes yes yes yes yes yes yes yes -
POST /selections/{selection}/message                            yes yes yes yes yes yes yes yes -
GET  /selections/{selection}/messages                           -   yes -   -   -   yes -   -   -
POST /selections/{selection}/messages                           yes yes yes yes yes yes yes yes -
POST /selections/{selection}/messages/{message}/holding         -   yes -   -   -   yes -   -   -
GET  /selections/{selection}/lists                              -   yes -   -   -   yes -   -   -
POST /selections/{selection}/lists                              -   yes -   -   -   yes -   -   -
POST /selections/{selection}/longlist                           -   yes -   -   -   yes -   -   -
POST /selections/{selection}/longlist/undoing                   -   yes -   -   -   yes -   -   -
GET  /selections/{selection}/nominations                        yes yes yes yes yes yes yes yes -
GET  /selections/{selection}/nominations/{body}                 -   yes -   -   -   yes -   -   -
POST /selections/{selection}/nominations/{body}                 -   yes -   -   -   yes -   -   -
POST /selections/{selection}/shortlist                          -   yes -   -   -   yes -   -   -
POST /selections/{selection}/shortlist/undoing                  -   yes -   -   -   yes -   -   -
GET  /selections/{selection}/timetable                          yes yes yes yes yes yes yes yes -
POST /selections/{selection}/timetable                          -   yes -   -   -   yes -   -   -
GET  /triggers                                                  yes yes yes yes yes yes yes yes -
POST /triggers                                                  yes yes yes yes yes yes yes yes -
GET  /triggers/{trigger}                                        yes yes yes yes yes yes yes yes -
GET  /triggers/{trigger}/answers/{body}                         -   yes -   -   -   yes -   -   -
POST /triggers/{trigger}/answers/{body}                         -   yes -   -   -   yes -   -   -
POST /triggers/{trigger}/opening                                -   yes -   -   -   yes -   -   -
POST /triggers/{trigger}/settlement                             -   yes -   -   -   yes -   -   -
POST /triggers/{trigger}/withdrawal                             yes yes yes yes yes yes yes yes -
# officers
GET  /officers                                                  yes yes yes yes yes yes yes yes -
GET  /officers/delegates                                        yes yes yes yes yes yes yes yes -
POST /officers/contests/{contest}/declaration                   -   yes -   -   -   yes -   -   -
POST /officers/contests/{contest}/declaration/undoing           -   yes -   -   -   yes -   -   -
POST /officers/contests/{contest}/earlier                       -   yes -   -   -   yes -   -   -
POST /officers/contests/{contest}/later                         -   yes -   -   -   yes -   -   -
POST /officers/elections                                        -   yes -   -   -   yes -   -   -
GET  /officers/elections/new                                    -   yes -   -   -   yes -   -   -
GET  /officers/elections/{elections}                            yes yes yes yes yes yes yes yes -
GET  /officers/elections/{elections}/ballots                    -   yes -   -   -   yes -   -   -
POST /officers/elections/{elections}/ballots                    -   yes -   -   -   yes -   -   -
POST /officers/elections/{elections}/ballots/discarding         -   yes -   -   -   yes -   -   -
POST /officers/elections/{elections}/closing                    -   yes -   -   -   yes -   -   -
GET  /officers/elections/{elections}/nomination                 yes yes yes yes yes yes yes yes -
POST /officers/elections/{elections}/nomination                 yes yes yes yes yes yes yes yes -
GET  /officers/nominations/{nomination}                         yes yes yes yes yes yes yes yes -
POST /officers/nominations/{nomination}                         yes yes yes yes yes yes yes yes -
POST /officers/nominations/{nomination}/withdrawal              yes yes yes yes yes yes yes yes -
GET  /officers/terms/{term}/leaving                             -   yes -   -   -   -   -   -   -
POST /officers/terms/{term}/leaving                             -   yes -   -   -   -   -   -   -
GET  /officers/vacancies/{vacancy}/acting                       -   yes -   -   -   -   -   -   -
POST /officers/vacancies/{vacancy}/acting                       -   yes -   -   -   -   -   -   -
POST /officers/vacancies/{vacancy}/acting/undoing               -   yes -   -   -   -   -   -   -
POST /officers/vacancies/{vacancy}/undoing                      -   yes -   -   -   -   -   -   -
# canvassing
GET  /canvass                                                   yes yes yes yes yes yes yes yes -
GET  /canvass/calls                                             -   yes -   -   yes -   -   -   -
GET  /canvass/codes                                             -   yes -   -   yes -   -   -   -
POST /canvass/codes/intentions                                  -   yes -   -   yes -   -   -   -
POST /canvass/codes/plain                                       -   yes -   -   yes -   -   -   -
POST /canvass/codes/questions                                   -   yes -   -   yes -   -   -   -
POST /canvass/codes/questions/{question}/ending                 -   yes -   -   yes -   -   -   -
POST /canvass/codes/questions/{question}/ending/undoing         -   yes -   -   yes -   -   -   -
POST /canvass/codes/results                                     -   yes -   -   yes -   -   -   -
GET  /canvass/coming/{key}                                      yes yes yes yes yes yes yes yes yes
POST /canvass/coming/{key}                                      yes yes yes yes yes yes yes yes yes
GET  /canvass/districts/{district}                              -   yes -   -   yes -   -   -   -
GET  /canvass/districts/{district}/cut                          -   yes -   -   yes -   -   -   -
GET  /canvass/districts/{district}/cut/area                     -   yes -   -   yes -   -   -   -
POST /canvass/districts/{district}/cut                          -   yes -   -   yes -   -   -   -
POST /canvass/districts/{district}/cut/keeping                  -   yes -   -   yes -   -   -   -
GET  /canvass/districts/{district}/streets/{street}             -   yes -   -   yes -   -   -   -
GET  /canvass/figures                                           yes yes yes yes yes yes yes yes -
GET  /canvass/follow-ups                                        yes yes yes yes yes yes yes yes -
GET  /canvass/follow-ups/{follow_up}                            yes yes yes yes yes yes yes yes -
POST /canvass/follow-ups/{follow_up}/doing                      yes yes yes yes yes yes yes yes -
POST /canvass/follow-ups/{follow_up}/doing/undoing              yes yes yes yes yes yes yes yes -
POST /canvass/follow-ups/{follow_up}/giving                     -   yes -   -   yes -   -   -   -
POST /canvass/follow-ups/{follow_up}/withdrawal                 yes yes yes yes yes yes yes yes -
GET  /canvass/ground                                            -   yes -   -   yes -   -   -   -
POST /canvass/ground/map                                        -   yes -   -   yes -   -   -   -
POST /canvass/ground/postcodes                                  -   yes -   -   yes -   -   -   -
POST /canvass/ground/properties                                 -   yes -   -   yes -   -   -   -
POST /canvass/ground/removal                                    -   yes -   -   yes -   -   -   -
GET  /canvass/leaflets                                          yes yes yes yes yes yes yes yes -
POST /canvass/leaflets                                          -   yes -   -   yes -   -   -   -
GET  /canvass/leaflets/{drop}                                   yes yes yes yes yes yes yes yes -
POST /canvass/leaflets/{drop}/rounds/{round}/doing              yes yes yes yes yes yes yes yes -
POST /canvass/leaflets/{drop}/rounds/{round}/doing/undoing      yes yes yes yes yes yes yes yes -
POST /canvass/leaflets/{drop}/rounds/{round}/giving             -   yes -   -   yes -   -   -   -
GET  /canvass/polling-day                                       -   yes -   -   yes -   -   -   -
GET  /canvass/polling-day/districts/{district}                  -   yes -   -   yes -   -   -   -
POST /canvass/polling-day/districts/{district}/slips            -   yes -   -   yes -   -   -   -
POST /canvass/polling-day/slips/{slip}/undoing                  -   yes -   -   yes -   -   -   -
GET  /canvass/registers                                         -   yes -   -   yes -   -   -   -
POST /canvass/registers                                         -   yes -   -   yes -   -   -   -
GET  /canvass/registers/{register}                              -   yes -   -   yes -   -   -   -
POST /canvass/registers/{register}/keeping                      -   yes -   -   yes -   -   -   -
POST /canvass/registers/{register}/loading                      -   yes -   -   yes -   -   -   -
POST /canvass/registers/{register}/undoing                      -   yes -   -   yes -   -   -   -
GET  /canvass/registers/{register}/progress                     -   yes -   -   yes -   -   -   -
GET  /canvass/registers/{register}/update                       -   yes -   -   yes -   -   -   -
POST /canvass/registers/{register}/update                       -   yes -   -   yes -   -   -   -
GET  /canvass/rota                                              -   yes -   -   yes -   -   -   -
POST /canvass/rota                                              -   yes -   -   yes -   -   -   -
POST /canvass/rota/{rota}/undoing                               -   yes -   -   yes -   -   -   -
GET  /canvass/rounds/{round}                                    yes yes yes yes yes yes yes yes -
GET  /canvass/rounds/{round}/doors/{position}                   yes yes yes yes yes yes yes yes -
GET  /canvass/rounds/{round}/calls                              yes yes yes yes yes yes yes yes -
GET  /canvass/rounds/{round}/calls/{number}                     yes yes yes yes yes yes yes yes -
POST /canvass/rounds/{round}/calls/{number}/ending              yes yes yes yes yes yes yes yes -
POST /canvass/rounds/{round}/calls/{number}/results             yes yes yes yes yes yes yes yes -
POST /canvass/rounds/{round}/doors/{position}/follow-ups        yes yes yes yes yes yes yes yes -
POST /canvass/rounds/{round}/doors/{position}/notes             yes yes yes yes yes yes yes yes -
POST /canvass/rounds/{round}/doors/{position}/results           yes yes yes yes yes yes yes yes -
POST /canvass/rounds/{round}/events                             yes yes yes yes yes yes yes yes -
POST /canvass/rounds/{round}/held/counting                      -   yes -   -   yes -   -   -   -
POST /canvass/rounds/{round}/held/leaving-out                   -   yes -   -   yes -   -   -   -
GET  /canvass/rounds/{round}/log                                yes yes yes yes yes yes yes yes -
POST /canvass/rounds/{round}/phones                             yes yes yes yes yes yes yes yes -
POST /canvass/rounds/{round}/phones/{phone}/cutting-off         yes yes yes yes yes yes yes yes -
POST /canvass/rounds/{round}/phones/{phone}/letting-in          -   yes -   -   yes -   -   -   -
GET  /canvass/rounds/{round}/pocket                             yes yes yes yes yes yes yes yes -
POST /canvass/rounds/{round}/results/{result}/undoing           yes yes yes yes yes yes yes yes -
GET  /canvass/rounds/{round}/walk                               yes yes yes yes yes yes yes yes -
GET  /canvass/rounds/{round}/typing                             yes yes yes yes yes yes yes yes -
POST /canvass/rounds/{round}/typing                             yes yes yes yes yes yes yes yes -
POST /canvass/rounds/{round}/typing/undoing                     yes yes yes yes yes yes yes yes -
GET  /canvass/shifts                                            yes yes yes yes yes yes yes yes -
POST /canvass/shifts                                            -   yes -   -   yes -   -   -   -
GET  /canvass/shifts/new                                        -   yes -   -   yes -   -   -   -
GET  /canvass/shifts/{shift}                                    yes yes yes yes yes yes yes yes -
POST /canvass/shifts/{shift}/asking                             -   yes -   -   yes -   -   -   -
POST /canvass/shifts/{shift}/calling-off                        -   yes -   -   yes -   -   -   -
GET  /canvass/shifts/{shift}/meeting                            -   yes -   -   yes -   -   -   -
POST /canvass/shifts/{shift}/meeting                            -   yes -   -   yes -   -   -   -
POST /canvass/shifts/{shift}/needs                              -   yes -   -   yes -   -   -   -
POST /canvass/shifts/{shift}/offer                              yes yes yes yes yes yes yes yes -
POST /canvass/shifts/{shift}/offer/return                       yes yes yes yes yes yes yes yes -
GET  /canvass/shifts/{shift}/out                                yes yes yes yes yes yes yes yes -
POST /canvass/shifts/{shift}/place                              yes yes yes yes yes yes yes yes -
POST /canvass/shifts/{shift}/place/return                       yes yes yes yes yes yes yes yes -
POST /canvass/shifts/{shift}/rounds                             -   yes -   -   yes -   -   -   -
POST /canvass/shifts/{shift}/rounds/{round}/return              -   yes -   -   yes -   -   -   -
POST /canvass/shifts/{shift}/rounds/{round}/return-safe         yes yes yes yes yes yes yes yes -
POST /canvass/shifts/{shift}/rounds/{round}/return-safe/undoing yes yes yes yes yes yes yes yes -
POST /canvass/shifts/{shift}/rounds/{round}/setting-out         yes yes yes yes yes yes yes yes -
POST /canvass/shifts/{shift}/rounds/{round}/well                yes yes yes yes yes yes yes yes -
POST /canvass/shifts/{shift}/thanks                             -   yes -   -   yes -   -   -   -
GET  /canvass/typing                                            yes yes yes yes yes yes yes yes -
GET  /canvass/voting-lists                                      -   yes -   -   yes -   -   -   -
POST /canvass/voting-lists                                      -   yes -   -   yes -   -   -   -
GET  /canvass/voting-lists/{list}                               -   yes -   -   yes -   -   -   -
POST /canvass/voting-lists/{list}/taking-in                     -   yes -   -   yes -   -   -   -
POST /canvass/voting-lists/{list}/undoing                       -   yes -   -   yes -   -   -   -
# admin
GET  /health                                                    yes yes yes yes yes yes yes yes yes
GET  /outbox                                                    -   yes -   -   -   -   -   -   -
GET  /outbox/batches/{notice}                                   yes yes yes yes yes yes yes -   -
POST /outbox/batches/{notice}/agreement                         yes yes yes yes yes yes yes -   -
POST /outbox/batches/{notice}/pause                             yes yes yes yes yes yes yes -   -
POST /outbox/batches/{notice}/resumption                        yes yes yes yes yes yes yes -   -
POST /outbox/batches/{notice}/stop                              yes yes yes yes yes yes yes -   -
GET  /outbox/{message}                                          -   yes -   -   -   -   -   -   -
GET  /record                                                    yes yes yes yes yes yes yes yes -
GET  /record/check                                              yes yes yes yes yes yes yes yes -
GET  /rulebook                                                  yes yes yes yes yes yes yes yes -
GET  /unsubscribe/{tag}                                         yes yes yes yes yes yes yes yes yes
POST /unsubscribe/{tag}                                         yes yes yes yes yes yes yes yes yes";

/// Addresses that are open to everybody by their nature, or end the session that asks.
const APART: [&str; 3] = ["GET /static/{name:.*}", "POST /print", "POST /sign-out"];

/// A line of the table: the method, the path as the router knows it, and who may.
struct Line {
    method: &'static str,
    path: &'static str,
    may: Vec<bool>,
}

impl Line {
    fn of(text: &'static str) -> Self {
        let mut words = text.split_whitespace();
        let (method, path) = (words.next().expect("a method"), words.next().expect("a path"));
        let may: Vec<bool> = words.map(|word| word == "yes").collect();
        assert_eq!(may.len(), WHO.len() + 1, "every column of {path} is filled");
        Self { method, path, may }
    }

    /// An address of this kind that leads to nothing: whoever may ask is told so, whoever may not is told that.
    fn address(&self) -> String {
        self.address_under("")
    }

    /// The same, of the thing whose page is `page`: "/ballots/…" stands for "/ballots/{ballot}".
    fn address_under(&self, page: &str) -> String {
        let part = |part: &str| match part {
            "{number}" | "{position}" => "1".to_owned(),
            "{sentence}" => "opened".to_owned(),
            part if part.starts_with('{') => "01999999-9999-7999-8999-999999999999".to_owned(),
            part => part.to_owned(),
        };
        let given: Vec<&str> = page.split('/').collect();
        let parts =
            self.path.split('/').enumerate().map(|(at, own)| given.get(at).map_or_else(|| part(own), ToString::to_string));
        parts.collect::<Vec<_>>().join("/")
    }

    /// Whether this browser is let in.
    fn lets_in(&self, browser: &Browser) -> bool {
        let seen = match self.method {
            "GET" => browser.visits(&self.address()),
            _ => browser.posts(&self.address(), &[]),
        };
        assert!(seen.status < 500, "{} {} answers {}", self.method, self.path, seen.status);
        let was_sent_to_sign_in = seen.path() == "/sign-in" && self.path != "/sign-in";
        !was_sent_to_sign_in && seen.status != 401 && seen.status != 403
    }
}

fn lines() -> Vec<Line> {
    TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(Line::of).collect()
}

/// Every page of the thing whose page is `page`.
pub fn pages_of(page: &str) -> Vec<String> {
    let of_it = lines().into_iter().filter(|line| line.method == "GET" && line.path.starts_with(&under(page)));
    of_it.map(|line| line.address_under(page)).collect()
}

/// How the addresses of things of this kind begin in the table: "/ballots/{".
fn under(page: &str) -> String {
    let kind: Vec<&str> = page.split('/').take(2).collect();
    format!("{}/{{", kind.join("/"))
}

/// What only officers may do with the thing whose page is `page`, each as method and address.
pub fn officers_deeds(page: &str) -> Vec<(&'static str, String)> {
    let of_members = WHO.iter().position(|(_, office)| office.is_none()).expect("a column for members");
    let deeds = lines().into_iter().filter(|line| line.path.starts_with(&under(page)) && !line.may[of_members]);
    deeds.map(|line| (line.method, line.address_under(page))).collect()
}

stories! {
    fn each_office_opens_its_own_pages_and_no_others(on: Database) {
        let branch = Branch::with_members(9, on);
        WHO.iter().filter(|(called, _)| *called != "nadia").filter_map(|(called, office)| Some((called, office.clone()?)))
            .for_each(|(called, office)| branch.give_office(called, office));
        let stranger = branch.world.browser();
        let browsers: Vec<(&str, Browser)> =
            WHO.iter().map(|(called, _)| (*called, branch.as_(called))).chain([("a stranger", stranger)]).collect();

        let mut faults = Vec::new();
        for line in lines() {
            for ((called, browser), may) in browsers.iter().zip(&line.may) {
                if line.lets_in(browser) != *may {
                    let said = if *may { "is turned away from" } else { "is let into" };
                    faults.push(format!("{called} {said} {} {}", line.method, line.path));
                }
            }
        }

        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn every_address_of_the_house_stands_in_the_table() {
    let known: Vec<String> = lines().iter().map(|line| format!("{} {}", line.method, line.path)).collect();
    let asked = addresses();

    let unruled: Vec<&String> = asked.iter().filter(|each| !known.contains(each) && !APART.contains(&each.as_str())).collect();
    let gone: Vec<&String> = known.iter().filter(|each| !asked.contains(each)).collect();

    assert!(unruled.is_empty(), "who may open these? {unruled:#?}");
    assert!(gone.is_empty(), "the house has no such address: {gone:#?}");
}

/// Every address that a module tells the router, as "GET /path".
fn addresses() -> Vec<String> {
    let (mut found, mut folders) = (Vec::new(), vec![std::path::PathBuf::from("src")]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path => found.extend(routes_in(&fs::read_to_string(path).expect("a source file"))),
            }
        }
    }
    found
}

fn routes_in(code: &str) -> Vec<String> {
    let told = code.split(".route(").skip(1).filter_map(|rest| {
        let (path, after) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
        let method = after.trim_start_matches(',').trim_start().strip_prefix("web::")?.split_once('(')?.0;
        Some(format!("{} {path}", method.to_uppercase()))
    });
    told.collect()
}
