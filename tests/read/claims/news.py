"""Paragraphs of news about parties that do not exist, each with what each speaker in it may be said to have said.

A proposal with a speaker is right only if its quote lies in words that are written here beside that speaker. Everything
else in a paragraph is the writer's, or another's, or nobody's.
"""

from __future__ import annotations

from typing import Final

NEWS: Final[tuple[tuple[str, dict[str, tuple[str, ...]]], ...]] = (
    # What follows "but" is the writer's.
    (
        "Northland says the offer is 'generous' but it paves the way for a new war.",
        {"Northland": ("says the offer is 'generous'",)},
    ),
    (
        'Northland says the offer is "generous but too late for the towns on the river". The talks go on.',
        {"Northland": ('the offer is "generous but too late for the towns on the river"',)},
    ),
    (
        "Southland said it would free ten prisoners and that the crossing would stay open, although the crossing has "
        "been shut for a year.",
        {"Southland": ("it would free ten prisoners and that the crossing would stay open",)},
    ),
    (
        "The mediator said the two sides had never been closer \u2013 a phrase that has been heard before.",
        {"The mediator": ("the two sides had never been closer",)},
    ),
    (
        'Northland said the truce "is dead", paving the way for a new round of fighting.',
        {"Northland": ('the truce "is dead"',)},
    ),
    (
        "Southland announced that it would reopen the port, which its own inspectors call unsafe.",
        {"Southland": ("it would reopen the port",)},
    ),
    (
        "Northland said it had withdrawn from the hills while its guns went on firing from them.",
        {"Northland": ("it had withdrawn from the hills",)},
    ),
    (
        "Southland said the shelling had stopped; the move comes a day before the talks.",
        {"Southland": ("the shelling had stopped",)},
    ),
    (
        "Northland said the bridge would open on Friday, a promise that it has broken twice.",
        {"Northland": ("the bridge would open on Friday",)},
    ),
    (
        "Southland said it wanted peace and its troops crossed the river an hour later.",
        {"Southland": ("it wanted peace",)},
    ),
    (
        "Northland said its patience was not endless, in what observers took for a threat.",
        {"Northland": ("its patience was not endless",)},
    ),
    # Attribution after the words.
    (
        "The crossing will open on Friday, but nobody believes it, a Southland official said.",
        {"a Southland official": ("nobody believes it",)},
    ),
    (
        "Northland's army shelled the port, killing nine people, officials said on Monday.",
        {"officials": ("Northland's army shelled the port, killing nine people",)},
    ),
    (
        "Northland, which began the war, will leave the valley by May, the defence ministry said.",
        {},
    ),
    (
        "The offer is generous, said Ada Stone, the foreign minister of Northland.",
        {"Ada Stone": ("The offer is generous",)},
    ),
    (
        '"The truce," said a senior official close to the talks, "will hold."',
        {"a senior official close to the talks": ("The truce", "will hold.")},
    ),
    (
        "The truce, officials said, will hold until May.",
        {"officials": ("The truce", "will hold until May")},
    ),
    (
        '"We will not leave the valley at any price," Ada Stone, the foreign minister, said on Sunday. '
        '"Not one soldier."',
        {"Ada Stone": ("We will not leave the valley at any price", "Not one soldier.")},
    ),
    (
        '"Never!" A spokesman for the Valley Front said.',
        {"A spokesman for the Valley Front": ("Never!",)},
    ),
    (
        '"We will go," said Ada Stone. "They will not," said Tom Reed. "No," came the reply from the back of the hall.',
        {"Ada Stone": ("We will go",), "Tom Reed": ("They will not",)},
    ),
    # Pronouns.
    (
        "Foreign Minister Ada Stone said the road was open. She added that trucks would pass on Monday.",
        {"Foreign Minister Ada Stone": ("the road was open", "trucks would pass on Monday")},
    ),
    (
        "Ada Stone met Tom Reed in Harbour. He said the road was open.",
        {},
    ),
    (
        "Foreign Minister Ada Stone said that Governor Tom Reed had lied. He added that talks were over.",
        {"Foreign Minister Ada Stone": ("Governor Tom Reed had lied",)},
    ),
    (
        "Northland criticised Southland on Friday. It said the truce was over.",
        {},
    ),
    (
        "Analysts say the deal is fragile. They note that both sides want more.",
        {"Analysts": ("the deal is fragile", "both sides want more")},
    ),
    (
        '"It is over," he said. The room fell silent.',
        {},
    ),
    # Nobody's words.
    (
        "It is widely believed that Northland has accepted the terms. The offer is said to include a truce of 60 days.",
        {},
    ),
    (
        "Northland reportedly agreed to free the prisoners. Southland appeared to reject the plan.",
        {},
    ),
    (
        'The walls of the station read "no peace without bread and water". Nobody has cleaned them.',
        {},
    ),
    (
        'The crowd was large. "We have waited for ten years for this day." Then the music began.',
        {},
    ),
    # Denied, supposed, asked.
    (
        "The minister did not say that the offer was final. He declined to comment. The army refused to confirm the "
        "report that the bridge had fallen.",
        {},
    ),
    (
        "If Northland says that the truce is over, the talks end. Would Southland say that the talks are over?",
        {},
    ),
    (
        "Southland would say that the border is closed. Northland may have said the plan was good.",
        {},
    ),
    (
        'A reporter asked: "Will Northland sign the agreement?" Ada Stone asked whether Southland had agreed to pay.',
        {},
    ),
    (
        "Northland has not agreed to the terms, and it has never said that it would leave.",
        {},
    ),
    # One tells of another.
    (
        "Southland denied that Northland had offered a truce.",
        {"Southland": ("denied that Northland had offered a truce",)},
    ),
    (
        'Southland accused Northland of saying that "the war is over".',
        {"Southland": ('accused Northland of saying that "the war is over"',)},
    ),
    (
        "According to Southland officials, Northland said on Monday that the bridge was closed.",
        {"Southland officials": ("Northland said on Monday that the bridge was closed",)},
    ),
    (
        "Northland agreed to leave the valley, a Southland newspaper reported.",
        {"a Southland newspaper": ("Northland agreed to leave the valley",)},
    ),
    (
        "Harbour Wire reported that Northland had demanded the release of ten prisoners.",
        {"Harbour Wire": ("Northland had demanded the release of ten prisoners",)},
    ),
    (
        "Ada Stone, quoted by the newspaper, said the road was open.",
        {"Ada Stone": ("the road was open",)},
    ),
    (
        "King Oscar of Southland was quoted by Harbour Wire as saying that he would be ready to host the talks.",
        {"King Oscar of Southland": ("he would be ready to host the talks",)},
    ),
    (
        "Ada Stone said: \"Their general told us 'we will stop on Friday' and then they fired.\"",
        {
            "Ada Stone": ("Their general told us 'we will stop on Friday' and then they fired.",),
            "Their general": ("we will stop on Friday",),
        },
    ),
    (
        "Northland was told by Southland that the truce was over. The report that Northland had agreed to leave was "
        "false.",
        {},
    ),
    (
        'What Northland called "the last offer" was, critics say, no offer at all.',
        {"Northland": ("the last offer",), "critics": ("was", "no offer at all")},
    ),
    # Several speakers.
    (
        "Northland agreed to withdraw, and Southland said the same day that it would pay.",
        {"Northland": ("agreed to withdraw",), "Southland": ("it would pay",)},
    ),
    (
        "Northland, Southland and Eastland said talks would open on Friday.",
        {"Northland, Southland and Eastland": ("talks would open on Friday",)},
    ),
    (
        "The talks failed and Northland said the river was its border.",
        {"Northland": ("the river was its border",)},
    ),
    (
        "Ada Stone said Tom Reed had rejected the draft and called for new talks.",
        {"Ada Stone": ("Tom Reed had rejected the draft",)},
    ),
    (
        "Northland rejected the draft, saying it gave Southland the port.",
        {"Northland": ("rejected the draft", "it gave Southland the port")},
    ),
    (
        "The army and the police must leave the valley, Tom Reed, who leads the Valley Front, said.",
        {"Tom Reed": ("The army and the police must leave the valley",)},
    ),
    # Other scripts, marks and breaks.
    (
        '"Nunca firmaremos", dijo Ada Stone. « Nous ne signerons pas », a déclaré Tom Reed.',
        {"Ada Stone": ("Nunca firmaremos",), "Tom Reed": ("Nous ne signerons pas",)},
    ),
    (
        'A spokesman said: "We go. The reporter left the hall before the end of the speech.',
        {},
    ),
    (
        "Northland and Southland\nsaid that they would\nmeet on 5 May 2031.",
        {"Northland and Southland": ("they would\nmeet on 5 May 2031",)},
    ),
    # Found wrong once, in news written to find fault with these rules.
    (
        "The judge asked her to produce the minutes. She said she could not.",
        {"The judge": ("asked her to produce the minutes",)},
    ),
    (
        "Neither Northland nor Southland said when talks would resume. Neither side has confirmed the text.",
        {},
    ),
    (
        'One, from a neighbouring country, said Lindt "never intended to come".',
        {"One": ('Lindt "never intended to come"',)},
    ),
    (
        "Northland says yes, Southland says perhaps, and the mediators say nothing.",
        {"Northland": ("yes",), "Southland": ("perhaps",)},
    ),
    (
        "The union's secretary said he would think about it, which in his language, colleagues say, means no.",
        {"The union's secretary": ("he would think about it",)},
    ),
    (
        "The union will ballot its members, its leadership said after a meeting that ran past midnight.",
        {"its leadership": ("The union will ballot its members",)},
    ),
    (
        "She would not, she added, pay for somebody else's mud. The minister did not, aides stress, mean that.",
        {},
    ),
    (
        "No soldier, officials said, will leave the valley.",
        {},
    ),
    (
        "If Southland refuses, General Aydin has warned, the army will be sent.",
        {"General Aydin": ("the army will be sent",)},
    ),
    (
        'A banker who knows both sides said, "I have seen marriages like that."',
        {},
    ),
    (
        "To the government, an aide explained, that means an end to all activity.",
        {"an aide": ("that means an end to all activity",)},
    ),
    (
        'The recording shows that Aron Pell said: "Without Lindt there is no summit."',
        {},
    ),
    (
        'Southland said that by "ceasefire" Northland means an end to all fire.',
        {"Southland": ('by "ceasefire" Northland means an end to all fire',)},
    ),
    (
        "The supplier said that it had delivered the pumps, but that the buyer had refused to sign for them.",
        {"The supplier": ("it had delivered the pumps, but that the buyer had refused to sign for them",)},
    ),
    (
        "Police deny the report. The mayor said nothing on Friday. The police chief, Rosa Lund, said that was untrue.",
        {"Police": ("deny the report",), "The police chief, Rosa Lund": ("that was untrue",)},
    ),
    # A sentence of the writer's before a quotation that begins small, and one after a quotation that ends a sentence.
    (
        "The vote has given the union a mandate after the talks failed. \u201cwe will use it\u201d, said Ada Stone.",
        {"Ada Stone": ("we will use it",)},
    ),
    (
        "Spokesman Wu Lin said: \u201cThere are no talks with the U.S.\u201d Southland\u2019s ministry also called "
        "the reports of talks \u201cfalse.\u201d",
        {
            "Spokesman Wu Lin": ("There are no talks with the U.S.",),
            "Southland\u2019s ministry": ("false.",),
        },
    ),
    # What another wants is told by the one who says so.
    ("Stone said while Southland wants a partial return of the towns, Northland will not leave.", {}),
    ("Stone said that although Southland insists on a date, none was agreed.", {}),
    # The question that was put is the writer's.
    (
        "The Northland minister said \u201cno\u201d when asked if he would lower the tariffs.",
        {"The Northland minister": ("no",)},
    ),
    # A pronoun drawn to its verb is a pronoun.
    ("In May the town voted. It\u2019s also asked to have the time restored.", {}),
    # A name beside a thing has the verb that follows, and nothing that was said before.
    (
        'In a letter, Northland accused Southland of "stalling", a charge Southland denies.',
        {"Northland": ('accused Southland of "stalling"',)},
    ),
    (
        'Stone said Reed "lied" and that he "should resign", something Reed ruled out on Friday.',
        {"Stone": ('Reed "lied" and that he "should resign"',)},
    ),
    (
        'The paper says: "The union has broken the contract," a claim the union denied in May.',
        {"The paper": ("The union has broken the contract",)},
    ),
    # The verb of a second speaker may be left out.
    (
        "Northland says it is too soon and Southland that it is too late.",
        {"Northland": ("it is too soon",)},
    ),
    # An aside after an opening phrase is the writer's.
    ("The mediator said that in Harbour, the rebels\u2019 last stronghold, people were starving.", {}),
    (
        "The mediator said that at the beginning of the week, the calls were made.",
        {"The mediator": ("at the beginning of the week, the calls were made",)},
    ),
)
