# Qué hacer y qué no. Dónde, cuándo y por qué podemos decirlo está en guidance.toml.
# $lead: a quién corresponde este aviso, como «la coordinación de protección», o role-unknown_lead si aún no
# se sabe. Puede ser una lista: nunca es sujeto de un verbo. Nunca es alguien de quien trata el aviso.
# $emergency: el número de emergencias. $jurisdiction: ES en España, GB-ENG en Inglaterra.

rule-danger_999 = No dejes a solas a un niño o una niña en peligro. Llama al { $emergency } y después avisa por teléfono a { $lead }.
    .why = Puede llamar cualquiera, desde cualquier teléfono y sin pedir permiso.

rule-own_words = Escribe lo que has visto y oído: hechos, días, horas y lugares, no opiniones. Si te lo ha contado un niño o una niña, usa sus palabras.
    .why = Las palabras exactas pueden ser importantes después.

rule-no_leading_questions = Si un niño o una niña te está contando algo, deja que hable. No sugieras respuestas ni insistas.
    .why = Una pregunta que sugiere la respuesta puede cambiar lo que cuenta.

rule-close_not_navigate = Cierra o minimiza la página. No vuelvas a buscar la dirección ni hagas una captura de pantalla. Tranquiliza a quien la haya visto.
    .why = Si vuelves, puede aparecer otra vez.

rule-no_reply = No contestes al mensaje ni a quien lo envía. No pidas a ningún niño o niña que lo haga.
    .why = Una respuesta puede poner sobre aviso a quien lo envía o empeorar las cosas.

rule-keep_evidence = Conserva los mensajes tal como están y apunta las horas y los nombres. Que nadie responda con otro ataque.
    .why = Así se sabe qué se dijo y cuándo.

rule-not_the_subject = No hables de esto con la persona adulta, ni siquiera para oír su versión. Decidir cuándo se le dice corresponde a { $lead }.
    .why = Ponerle sobre aviso podría perjudicar a un niño o una niña.

rule-not_public = No digas en público ni en internet el nombre de un docente.
    .why = En Inglaterra es ilegal publicar el nombre de un docente a quien se acusa de un delito contra alguien de su alumnado, mientras no haya una acusación formal.

rule-never_view = No mires la imagen, no la guardes ni la compartas, y no pidas a ningún menor que lo haga. Si crees que un mensaje puede tener una, no lo abras.
    .why = Guardar o compartir imágenes sexuales de menores de 18 años es ilegal, y hasta mirarlas puede ser delito.

rule-viewed_by_accident = ¿Ya la has visto sin querer, o porque te la enseñaron? Díselo a { $lead }, aquí o en persona, y no vuelvas a mirar.
    .why = Te conviene que quede constancia.

rule-never_delete = No borres nada. No pidas a ningún niño o niña que lo borre.
    .why = La policía puede necesitarlo.

rule-never_ask_details = No preguntes por la imagen a ningún menor: ni qué se ve, ni quién la hizo, ni quién la tiene.
    .why = Esas preguntas corresponden a { $lead }.

rule-tell_nobody_else = No lo comentes con el personal, con los menores ni con ninguna familia. Siempre puedes llamar al { $emergency }{ $jurisdiction ->
        [ES] , a los servicios sociales, a la Policía Nacional (091) o a la Guardia Civil (062).
       *[other] , a los servicios sociales o, si es sobre una persona adulta, a la autoridad local.
    }
    .why = Para esas llamadas no necesitas permiso de nadie.

rule-not_to_rumours = No pongas sobre aviso por tu cuenta a otras familias ni a otros colegios.
    .why = Se podría saber de quién se trata, o estorbar a la policía.

rule-no_personal_channels = No escribas sobre esto desde tus cuentas personales: ni mensajes ni correos. Llamar al { $emergency } o al colegio desde cualquier teléfono está bien.
    .why = Quedarían copias donde el colegio no puede cuidarlas.

rule-no_blame = No digas ni hagas nada que culpe o avergüence a un niño o una niña.
    .why = Quien siente que le culpan puede dejar de hablar.

rule-reassure = Si te lo ha contado un niño o una niña, dile que ha hecho bien, que tienes que decirlo y que recibirá ayuda de { $lead }. No le prometas guardar el secreto ni cómo va a acabar.

rule-secure_device = Si hay que guardar un aparato, apágalo, ciérralo con llave y entrégalo a { $lead }. No mires dentro de un aparato de un menor o de alguien del personal, ni lo quites por la fuerza: si no quiere dártelo, avisa a { $lead }.
    .why = Mirar dentro puede ser ilegal o estropear las pruebas.

rule-no_search_es = En España, no mires el móvil de un alumno o una alumna ni le pidas el PIN. Hablar con la familia corresponde a { $lead }.
    .why = En España, un colegio no tiene derecho a registrar el móvil de su alumnado.

rule-no_ai = No pegues nada de esto en una herramienta de inteligencia artificial, como un chatbot.
    .why = Saldrían del colegio datos privados.

rule-report_now = Avisar enseguida a { $lead } es lo primero. No investigues por tu cuenta.
    .why = Preguntar demasiado pronto puede hacer daño a un menor o estropear las pruebas.
